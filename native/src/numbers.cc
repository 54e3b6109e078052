#include <algorithm>
#include <cstdint>
#include <cstring>

#include "verbs.h"

namespace caracal {
namespace {

constexpr uint32_t kExponent = 0x7f800000u;
// Looked at together before anyone asks: a frame has a million numbers and hardly ever one that is none.
constexpr size_t kBlock = 4096;

// Infinity and what is no number have all bits of the exponent set, and nothing else has.
CARACAL_WIDE bool HoldsStrange(const float* CARACAL_RESTRICT numbers, size_t count) {
  uint32_t strange = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t bits;
    std::memcpy(&bits, numbers + i, sizeof(bits));
    strange |= (bits & kExponent) == kExponent;
  }
  return strange != 0;
}

}  // namespace

// allFinite(numbers: Float32Array): boolean
Napi::Value AllFinite(const Napi::CallbackInfo& info) {
  const auto numbers = info[0].As<Napi::Float32Array>();
  const size_t count = numbers.ElementLength();
  bool strange = false;
  for (size_t at = 0; at < count && !strange; at += kBlock) {
    strange = HoldsStrange(numbers.Data() + at, std::min(kBlock, count - at));
  }
  return Napi::Boolean::New(info.Env(), !strange);
}

}  // namespace caracal
