#include "verbs.h"

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#endif

namespace caracal {

namespace {

#if defined(__linux__)
// As <linux/sched/types.h> has it in its first size; not every C library brings it along.
struct SchedAttributes {
  uint32_t size;
  uint32_t policy;
  uint64_t flags;
  int32_t nice;
  uint32_t priority;
  uint64_t runtime;
  uint64_t deadline;
  uint64_t period;
};
constexpr uint32_t kFirstSize = 48;

bool SetTurns(uint64_t nanoseconds) {
#if defined(SYS_sched_getattr) && defined(SYS_sched_setattr)
  SchedAttributes now{};
  if (syscall(SYS_sched_getattr, 0, &now, kFirstSize, 0) != 0) return false;
  // Only what shares the processor fairly has turns: who gave it a real-time policy wants it so.
  if (now.policy != 0) return false;
  now.size = kFirstSize;
  now.flags = 0;
  now.runtime = nanoseconds;
  now.deadline = 0;
  now.period = 0;
  if (syscall(SYS_sched_setattr, 0, &now, 0) != 0) return false;
  // A system that knows no such turns takes them without a word.
  SchedAttributes taken{};
  return syscall(SYS_sched_getattr, 0, &taken, kFirstSize, 0) == 0 && taken.runtime == nanoseconds;
#else
  (void)nanoseconds;
  return false;
#endif
}
#else
bool SetTurns(unsigned long long) { return false; }
#endif

}  // namespace

// takeTurns(milliseconds): boolean
Napi::Value TakeTurns(const Napi::CallbackInfo& info) {
  const uint32_t milliseconds = info[0].As<Napi::Number>().Uint32Value();
  return Napi::Boolean::New(info.Env(), SetTurns(milliseconds * 1000000ULL));
}

}  // namespace caracal
