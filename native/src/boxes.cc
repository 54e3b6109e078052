#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <vector>

#include "verbs.h"

namespace caracal {
namespace {

constexpr int kRow = 6;
// Anchors looked at together: their best scores stay in the first cache while all classes pass by.
constexpr int kBlock = 1024;

struct Candidate {
  float x1, y1, x2, y2, score, area;
  int32_t label;
  int32_t anchor;
};

// Scores that are not finite are passed over: the second comparison refuses infinity, and NaN fails the first.
CARACAL_WIDE void KeepBetter(const float* CARACAL_RESTRICT scores, int32_t label, int count,
                             float* CARACAL_RESTRICT best, int32_t* CARACAL_RESTRICT labels) {
  for (int i = 0; i < count; i++) {
    const float score = scores[i];
    const bool better = (score > best[i]) & (score <= FLT_MAX);
    best[i] = better ? score : best[i];
    labels[i] = better ? label : labels[i];
  }
}

void Collect(const float* output, int labels, int anchors, float threshold, std::vector<Candidate>& into) {
  float best[kBlock];
  int32_t label[kBlock];
  const size_t row = static_cast<size_t>(anchors);
  for (int start = 0; start < anchors; start += kBlock) {
    const int count = std::min(kBlock, anchors - start);
    std::fill_n(best, count, -FLT_MAX);
    std::fill_n(label, count, -1);
    for (int c = 0; c < labels; c++) KeepBetter(output + row * (4 + c) + start, c, count, best, label);
    for (int i = 0; i < count; i++) {
      if (label[i] < 0 || best[i] < threshold) continue;
      const float* anchor = output + start + i;
      const float half_width = anchor[row * 2] * 0.5f;
      const float half_height = anchor[row * 3] * 0.5f;
      const float x1 = anchor[0] - half_width, x2 = anchor[0] + half_width;
      const float y1 = anchor[row] - half_height, y2 = anchor[row] + half_height;
      const float area = (x2 - x1) * (y2 - y1);
      // An infinite or NaN corner makes the area NaN, infinite or nothing.
      if (!(x2 > x1 && y2 > y1) || !std::isfinite(area)) continue;
      into.push_back({x1, y1, x2, y2, best[i], area, label[i], start + i});
    }
  }
}

struct Bounds {
  float width, height, reach, slack;
};

// The order of the conditions is that of native/lib/box-bounds.ts; one that is not a number fulfils none.
CARACAL_WIDE bool AllWithin(const float* CARACAL_RESTRICT x, size_t row, const Bounds& by, int count) {
  const Bounds b = by;
  const float right = b.width + b.reach, below = b.height + b.reach;
  int32_t stray = 0;
  for (int i = 0; i < count; i++) {
    const float half_width = x[row * 2 + i] * 0.5f;
    const float half_height = x[row * 3 + i] * 0.5f;
    const float x1 = x[i] - half_width, x2 = x[i] + half_width;
    const float y1 = x[row + i] - half_height, y2 = x[row + i] + half_height;
    const bool within = (x1 >= -b.reach) & (y1 >= -b.reach) & (x2 <= right) & (y2 <= below) & (x1 <= 2 * b.width) &
                        (y1 <= 2 * b.height) & (x2 >= -b.width) & (y2 >= -b.height) & (x2 - x1 >= -b.slack) &
                        (y2 - y1 >= -b.slack);
    stray |= !within;
  }
  return stray == 0;
}

bool Counts(const float* anchor, size_t row, int labels, float threshold) {
  for (int c = 0; c < labels; c++) {
    if (anchor[row * (4 + c)] >= threshold) return true;
  }
  return false;
}

int FirstStray(const float* output, int labels, int anchors, float threshold, const Bounds& bounds) {
  const size_t row = static_cast<size_t>(anchors);
  for (int start = 0; start < anchors; start += kBlock) {
    const int count = std::min(kBlock, anchors - start);
    if (AllWithin(output + start, row, bounds, count)) continue;
    for (int i = 0; i < count; i++) {
      const float* anchor = output + start + i;
      if (!AllWithin(anchor, row, bounds, 1) && Counts(anchor, row, labels, threshold)) return start + i;
    }
  }
  return -1;
}

bool Overlaps(const Candidate& a, const Candidate& b, float threshold) {
  const float width = std::min(a.x2, b.x2) - std::max(a.x1, b.x1);
  const float height = std::min(a.y2, b.y2) - std::max(a.y1, b.y1);
  if (width <= 0 || height <= 0) return false;
  const float shared = width * height;
  return shared > threshold * (a.area + b.area - shared);
}

std::vector<Candidate> Suppress(std::vector<Candidate>& candidates, float threshold, size_t most) {
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.anchor < b.anchor;
  });
  std::vector<Candidate> kept;
  for (const Candidate& candidate : candidates) {
    if (kept.size() >= most) break;
    const bool covered = std::any_of(kept.begin(), kept.end(), [&](const Candidate& other) {
      return other.label == candidate.label && Overlaps(candidate, other, threshold);
    });
    if (!covered) kept.push_back(candidate);
  }
  return kept;
}

}  // namespace

// decodeYolo(output: Float32Array, labels, anchors, scoreThreshold, overlapThreshold, maxDetections): Float32Array
Napi::Value DecodeYolo(const Napi::CallbackInfo& info) {
  const float* output = info[0].As<Napi::Float32Array>().Data();
  const int labels = info[1].As<Napi::Number>().Int32Value();
  const int anchors = info[2].As<Napi::Number>().Int32Value();
  std::vector<Candidate> candidates;
  Collect(output, labels, anchors, info[3].As<Napi::Number>().FloatValue(), candidates);
  const size_t most = info[5].As<Napi::Number>().Uint32Value();
  const auto kept = Suppress(candidates, info[4].As<Napi::Number>().FloatValue(), most);
  auto rows = Napi::Float32Array::New(info.Env(), kept.size() * kRow);
  float* to = rows.Data();
  for (const Candidate& box : kept) {
    // Rounding may carry a sigmoid a hair above one; what is told is a probability.
    const float row[kRow] = {box.x1, box.y1, box.x2, box.y2, std::min(box.score, 1.0f), static_cast<float>(box.label)};
    to = std::copy_n(row, kRow, to);
  }
  return rows;
}

// strayAnchor(output: Float32Array, labels, anchors, scoreThreshold, width, height, reach, slack): number, -1 for none
Napi::Value StrayAnchor(const Napi::CallbackInfo& info) {
  const auto real = [&](int place) { return info[place].As<Napi::Number>().FloatValue(); };
  const int labels = info[1].As<Napi::Number>().Int32Value();
  const int anchors = info[2].As<Napi::Number>().Int32Value();
  const float* output = info[0].As<Napi::Float32Array>().Data();
  const int found = FirstStray(output, labels, anchors, real(3), {real(4), real(5), real(6), real(7)});
  return Napi::Number::New(info.Env(), found);
}

}  // namespace caracal
