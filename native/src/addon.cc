#include "verbs.h"

namespace {

// Raised with every change of a verb's arguments: native/lib/loader.ts refuses a build of another revision.
constexpr int kRevision = 4;

Napi::Object Init(Napi::Env env, Napi::Object exports) {
  exports.Set("revision", Napi::Number::New(env, kRevision));
  exports.Set("letterbox", Napi::Function::New(env, caracal::Letterbox, "letterbox"));
  exports.Set("decodeYolo", Napi::Function::New(env, caracal::DecodeYolo, "decodeYolo"));
  exports.Set("strayAnchor", Napi::Function::New(env, caracal::StrayAnchor, "strayAnchor"));
  exports.Set("allFinite", Napi::Function::New(env, caracal::AllFinite, "allFinite"));
  exports.Set("nearestRows", Napi::Function::New(env, caracal::NearestRows, "nearestRows"));
  exports.Set("takeTurns", Napi::Function::New(env, caracal::TakeTurns, "takeTurns"));
  return exports;
}

}  // namespace

NODE_API_MODULE(caracal, Init)
