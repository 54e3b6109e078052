#include <algorithm>
#include <cfloat>
#include <cstdint>
#include <vector>

#include "verbs.h"

namespace caracal {
namespace {

// Rows that stand side by side in a tile, one in each lane: sums run over the dimensions in their order, whatever the width.
constexpr int kLanes = 16;
// Queries that share what was loaded of a tile.
constexpr int kTogether = 4;

std::vector<float> Tiled(const float* rows, size_t count, size_t dimensions) {
  const size_t tiles = (count + kLanes - 1) / kLanes;
  std::vector<float> tiled(tiles * kLanes * dimensions, 0.0f);
  for (size_t row = 0; row < count; row++) {
    float* to = tiled.data() + (row / kLanes) * kLanes * dimensions + row % kLanes;
    const float* from = rows + row * dimensions;
    for (size_t d = 0; d < dimensions; d++) to[d * kLanes] = from[d];
  }
  return tiled;
}

// Squared distances of kTogether queries to the rows of one tile.
CARACAL_WIDE void Distances(const float* CARACAL_RESTRICT tile, const float* const* queries, size_t dimensions,
                            float* CARACAL_RESTRICT into) {
  float sums[kTogether][kLanes] = {};
  for (size_t d = 0; d < dimensions; d++) {
    const float* CARACAL_RESTRICT lane = tile + d * kLanes;
    for (int q = 0; q < kTogether; q++) {
      const float value = queries[q][d];
      for (int i = 0; i < kLanes; i++) {
        const float off = value - lane[i];
        sums[q][i] += off * off;
      }
    }
  }
  for (int q = 0; q < kTogether; q++) std::copy_n(sums[q], kLanes, into + q * kLanes);
}

// For a few queries, to which turning all rows into tiles would cost more than it saves.
CARACAL_WIDE float Distance(const float* CARACAL_RESTRICT row, const float* CARACAL_RESTRICT query, size_t dimensions) {
  float sums[kLanes] = {};
  size_t d = 0;
  for (; d + kLanes <= dimensions; d += kLanes) {
    for (int i = 0; i < kLanes; i++) {
      const float off = query[d + i] - row[d + i];
      sums[i] += off * off;
    }
  }
  float sum = 0;
  for (const float part : sums) sum += part;
  for (; d < dimensions; d++) sum += (query[d] - row[d]) * (query[d] - row[d]);
  return sum;
}

// Keeps the best so far in order; of two that are equally far the earlier row stands first.
void Offer(float distance, int32_t row, size_t most, float* distances, int32_t* rows) {
  if (!(distance < distances[most - 1])) return;
  size_t at = most - 1;
  for (; at > 0 && distance < distances[at - 1]; at--) {
    distances[at] = distances[at - 1];
    rows[at] = rows[at - 1];
  }
  distances[at] = distance;
  rows[at] = row;
}

}  // namespace

// nearestRows(rows, queries: Float32Array, dimensions, most, rowsFound: Int32Array, distances: Float32Array): void
Napi::Value NearestRows(const Napi::CallbackInfo& info) {
  const auto rows = info[0].As<Napi::Float32Array>();
  const auto queries = info[1].As<Napi::Float32Array>();
  const size_t dimensions = info[2].As<Napi::Number>().Uint32Value();
  const size_t most = info[3].As<Napi::Number>().Uint32Value();
  int32_t* found = info[4].As<Napi::Int32Array>().Data();
  float* distances = info[5].As<Napi::Float32Array>().Data();
  const size_t count = rows.ElementLength() / dimensions;
  const size_t asked = queries.ElementLength() / dimensions;
  std::fill_n(found, asked * most, -1);
  std::fill_n(distances, asked * most, FLT_MAX);
  if (asked < kTogether) {
    for (size_t q = 0; q < asked; q++) {
      const float* query = queries.Data() + q * dimensions;
      for (size_t row = 0; row < count; row++) {
        const float distance = Distance(rows.Data() + row * dimensions, query, dimensions);
        Offer(distance, static_cast<int32_t>(row), most, distances + q * most, found + q * most);
      }
    }
    return info.Env().Undefined();
  }
  const std::vector<float> tiled = Tiled(rows.Data(), count, dimensions);
  float near[kTogether * kLanes];
  for (size_t first = 0; first < asked; first += kTogether) {
    const size_t together = std::min<size_t>(kTogether, asked - first);
    const float* group[kTogether];
    // A group that is not full asks its first query again and forgets the answer.
    for (size_t q = 0; q < kTogether; q++) group[q] = queries.Data() + (first + (q < together ? q : 0)) * dimensions;
    for (size_t tile = 0; tile * kLanes < count; tile++) {
      Distances(tiled.data() + tile * kLanes * dimensions, group, dimensions, near);
      const size_t lanes = std::min<size_t>(kLanes, count - tile * kLanes);
      for (size_t q = 0; q < together; q++) {
        const size_t at = (first + q) * most;
        for (size_t i = 0; i < lanes; i++) {
          Offer(near[q * kLanes + i], static_cast<int32_t>(tile * kLanes + i), most, distances + at, found + at);
        }
      }
    }
  }
  return info.Env().Undefined();
}

}  // namespace caracal
