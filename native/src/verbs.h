#pragma once

#include <napi.h>

#include <cstddef>

// Loops marked so are compiled twice, and the loader of the system picks the wider one where the processor has it.
// Only glibc resolves such choices, and sanitizers start too late for them: elsewhere the baseline is all there is.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define CARACAL_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define CARACAL_WIDE
#endif

#if defined(_MSC_VER)
#define CARACAL_RESTRICT __restrict
#else
#define CARACAL_RESTRICT __restrict__
#endif

namespace caracal {

// Arguments of every verb were checked in native/lib: nothing here is checked again.
Napi::Value Letterbox(const Napi::CallbackInfo& info);
Napi::Value DecodeYolo(const Napi::CallbackInfo& info);
Napi::Value StrayAnchor(const Napi::CallbackInfo& info);
Napi::Value AllFinite(const Napi::CallbackInfo& info);
Napi::Value NearestRows(const Napi::CallbackInfo& info);
Napi::Value TakeTurns(const Napi::CallbackInfo& info);

}  // namespace caracal
