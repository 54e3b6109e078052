#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "verbs.h"

namespace caracal {
namespace {

// The order of these and of `Slot` is that of native/lib/letterbox-job.ts.
enum Format { kGray8, kRgb24, kYuv420p, kNv12, kYuyv422 };

enum Slot {
  kFormat, kWidth, kHeight, kStride0, kStride1, kStride2,
  kTargetWidth, kTargetHeight, kInnerWidth, kInnerHeight, kPadX, kPadY, kPadValue, kSwap,
  kGain0, kGain1, kGain2, kBias0, kBias1, kBias2,
  kLumaGain, kLumaOffset, kRedV, kGreenU, kGreenV, kBlueU, kRimKept,
};

CARACAL_WIDE void Widen(const uint8_t* CARACAL_RESTRICT from, int count, float* CARACAL_RESTRICT to) {
  for (int i = 0; i < count; i++) to[i] = static_cast<float>(from[i]);
}

CARACAL_WIDE void WidenScaled(const uint8_t* CARACAL_RESTRICT from, float gain, float bias, int count,
                              float* CARACAL_RESTRICT to) {
  for (int i = 0; i < count; i++) to[i] = static_cast<float>(from[i]) * gain + bias;
}

CARACAL_WIDE void Blend(const uint8_t* CARACAL_RESTRICT upper, const uint8_t* CARACAL_RESTRICT lower, float weight,
                        int count, float* CARACAL_RESTRICT to) {
  for (int i = 0; i < count; i++) {
    const float above = static_cast<float>(upper[i]);
    to[i] = above + (static_cast<float>(lower[i]) - above) * weight;
  }
}

CARACAL_WIDE void Pick(const float* CARACAL_RESTRICT row, const int32_t* CARACAL_RESTRICT at,
                       const float* CARACAL_RESTRICT weight, int step, int count, float* CARACAL_RESTRICT to) {
  const float* CARACAL_RESTRICT next = row + step;
  for (int i = 0; i < count; i++) {
    const float left = row[at[i]];
    to[i] = left + (next[at[i]] - left) * weight[i];
  }
}

CARACAL_WIDE void Scale(const float* CARACAL_RESTRICT from, float gain, float bias, int count,
                        float* CARACAL_RESTRICT to) {
  for (int i = 0; i < count; i++) to[i] = from[i] * gain + bias;
}

struct Conversion {
  float luma_gain, luma_offset, red_v, green_u, green_v, blue_u;
};

// In place: luma becomes red, and the chroma rows become green and blue, all within 0..255.
CARACAL_WIDE void ToRgb(float* CARACAL_RESTRICT y, float* CARACAL_RESTRICT u, float* CARACAL_RESTRICT v,
                        const Conversion& by, int count) {
  const Conversion k = by;
  for (int i = 0; i < count; i++) {
    const float luma = (y[i] - k.luma_offset) * k.luma_gain;
    const float cb = u[i] - 128.0f;
    const float cr = v[i] - 128.0f;
    const float red = luma + cr * k.red_v;
    const float green = luma + cb * k.green_u + cr * k.green_v;
    const float blue = luma + cb * k.blue_u;
    y[i] = std::min(std::max(red, 0.0f), 255.0f);
    u[i] = std::min(std::max(green, 0.0f), 255.0f);
    v[i] = std::min(std::max(blue, 0.0f), 255.0f);
  }
}

// Where each target position lies among `length` samples that cover the picture in steps of `spread` pixels.
struct Axis {
  std::vector<int32_t> at;
  std::vector<float> weight;
  bool identity = true;

  Axis(int length, int target, int pixels, double spread) : at(target), weight(target) {
    for (int i = 0; i < target; i++) {
      const double place = ((i + 0.5) * pixels / target) / spread - 0.5;
      const double inside = std::min(std::max(place, 0.0), static_cast<double>(length - 1));
      at[i] = static_cast<int32_t>(inside);
      weight[i] = static_cast<float>(inside - at[i]);
      identity = identity && at[i] == i && weight[i] == 0.0f;
    }
    identity = identity && target == length;
  }

  // The same axis over samples that lie `step` apart, the first of them at `offset`.
  Axis Strided(int step, int offset) const {
    Axis strided = *this;
    for (auto& place : strided.at) place = place * step + offset;
    strided.identity = identity && step == 1 && offset == 0;
    return strided;
  }
};

// Room for the neighbour of a row's last sample, whose weight is zero.
constexpr int kWidestStep = 4;

struct Source {
  const uint8_t* data;
  size_t stride;
  int row_bytes;
  const Axis* rows;
};

// Blends the two source rows that target row `y` lies between into `line`.
void Gather(const Source& source, int y, float* line) {
  const int32_t row = source.rows->at[y];
  const float weight = source.rows->weight[y];
  const uint8_t* upper = source.data + source.stride * row;
  if (weight == 0.0f) Widen(upper, source.row_bytes, line);
  else Blend(upper, upper + source.stride, weight, source.row_bytes, line);
}

void Place(const float* line, const Axis& columns, int step, float* to) {
  const int count = static_cast<int>(columns.at.size());
  if (columns.identity) std::memcpy(to, line, sizeof(float) * count);
  else Pick(line, columns.at.data(), columns.weight.data(), step, count, to);
}

struct Job {
  Format format;
  int width, height;
  size_t stride[3];
  const uint8_t* plane[3];
  int target_width, target_height, inner_width, inner_height, pad_x, pad_y;
  float pad_value;
  bool swap, rim_kept;
  float gain[3], bias[3];
  Conversion conversion;
  float* into;

  size_t Area() const { return static_cast<size_t>(target_width) * target_height; }
  float* Row(int channel, int y) const {
    return into + Area() * channel + static_cast<size_t>(target_width) * (pad_y + y) + pad_x;
  }
  bool AllChannelsAlike() const {
    return gain[0] == gain[1] && gain[1] == gain[2] && bias[0] == bias[1] && bias[1] == bias[2];
  }
};

void FillPadding(const Job& job) {
  const size_t width = static_cast<size_t>(job.target_width);
  const int right = job.target_width - job.pad_x - job.inner_width;
  const int below = job.target_height - job.pad_y - job.inner_height;
  for (int channel = 0; channel < 3; channel++) {
    const float value = job.pad_value * job.gain[channel] + job.bias[channel];
    float* plane = job.into + job.Area() * channel;
    std::fill_n(plane, width * job.pad_y, value);
    std::fill_n(plane + width * (job.pad_y + job.inner_height), width * below, value);
    if (job.pad_x == 0 && right == 0) continue;
    for (int y = 0; y < job.inner_height; y++) {
      float* row = plane + width * (job.pad_y + y);
      std::fill_n(row, job.pad_x, value);
      std::fill_n(row + job.pad_x + job.inner_width, right, value);
    }
  }
}

// Grey fills three alike channels by copying the first while it is still in the cache.
void SpreadGrey(const Job& job, const float* grey, int y) {
  const int count = job.inner_width;
  Scale(grey, job.gain[0], job.bias[0], count, job.Row(0, y));
  for (int channel = 1; channel < 3; channel++) {
    if (job.AllChannelsAlike()) std::memcpy(job.Row(channel, y), job.Row(0, y), sizeof(float) * count);
    else Scale(grey, job.gain[channel], job.bias[channel], count, job.Row(channel, y));
  }
}

void FromGrey(const Job& job) {
  const Axis rows(job.height, job.inner_height, job.height, 1);
  const Axis columns(job.width, job.inner_width, job.width, 1);
  if (rows.identity && columns.identity) {
    for (int y = 0; y < job.inner_height; y++) {
      const uint8_t* from = job.plane[0] + job.stride[0] * y;
      for (int channel = 0; channel < 3; channel++) {
        WidenScaled(from, job.gain[channel], job.bias[channel], job.width, job.Row(channel, y));
      }
    }
    return;
  }
  std::vector<float> line(job.width + kWidestStep), grey(job.inner_width);
  const Source source{job.plane[0], job.stride[0], job.width, &rows};
  for (int y = 0; y < job.inner_height; y++) {
    Gather(source, y, line.data());
    Place(line.data(), columns, 1, grey.data());
    SpreadGrey(job, grey.data(), y);
  }
}

void StoreRgb(const Job& job, float* const rgb[3], int y) {
  for (int channel = 0; channel < 3; channel++) {
    const float* from = rgb[job.swap ? 2 - channel : channel];
    Scale(from, job.gain[channel], job.bias[channel], job.inner_width, job.Row(channel, y));
  }
}

// What one colour is read from: a source row, and where the colour's samples lie in it.
struct Component {
  Source source;
  Axis columns;
  int step;
};

void FromColour(const Job& job, const std::vector<Component>& components, bool is_yuv) {
  std::vector<float> lines[3], values[3];
  float* rgb[3];
  for (int i = 0; i < 3; i++) {
    lines[i].resize(components[i].source.row_bytes + kWidestStep);
    values[i].resize(job.inner_width);
    rgb[i] = values[i].data();
  }
  for (int y = 0; y < job.inner_height; y++) {
    const float* line = nullptr;
    for (int i = 0; i < 3; i++) {
      // Interleaved colours share their row: it is blended once.
      const bool shared = i > 0 && components[i].source.data == components[i - 1].source.data;
      if (!shared) {
        Gather(components[i].source, y, lines[i].data());
        line = lines[i].data();
      }
      Place(line, components[i].columns, components[i].step, rgb[i]);
    }
    if (is_yuv) ToRgb(rgb[0], rgb[1], rgb[2], job.conversion, job.inner_width);
    StoreRgb(job, rgb, y);
  }
}

void Run(const Job& job) {
  if (!job.rim_kept) FillPadding(job);
  if (job.format == kGray8) return FromGrey(job);
  const int half_width = (job.width + 1) / 2;
  const int half_height = (job.height + 1) / 2;
  const Axis rows(job.height, job.inner_height, job.height, 1);
  const Axis half_rows(half_height, job.inner_height, job.height, 2);
  const Axis columns(job.width, job.inner_width, job.width, 1);
  const Axis half_columns(half_width, job.inner_width, job.width, 2);
  const auto source = [&](int plane, int bytes, const Axis& by) {
    return Source{job.plane[plane], job.stride[plane], bytes, &by};
  };
  switch (job.format) {
    case kRgb24: {
      const Source row = source(0, job.width * 3, rows);
      return FromColour(job, {{row, columns.Strided(3, 0), 3}, {row, columns.Strided(3, 1), 3},
                              {row, columns.Strided(3, 2), 3}}, false);
    }
    case kYuv420p:
      return FromColour(job, {{source(0, job.width, rows), columns, 1},
                              {source(1, half_width, half_rows), half_columns, 1},
                              {source(2, half_width, half_rows), half_columns, 1}}, true);
    case kNv12: {
      const Source chroma = source(1, half_width * 2, half_rows);
      return FromColour(job, {{source(0, job.width, rows), columns, 1}, {chroma, half_columns.Strided(2, 0), 2},
                              {chroma, half_columns.Strided(2, 1), 2}}, true);
    }
    default: {
      const Source row = source(0, half_width * 4, rows);
      return FromColour(job, {{row, columns.Strided(2, 0), 2}, {row, half_columns.Strided(4, 1), 4},
                              {row, half_columns.Strided(4, 3), 4}}, true);
    }
  }
}

}  // namespace

// letterbox(slots: Float64Array, plane, plane, plane: Uint8Array, into: Float32Array): void
Napi::Value Letterbox(const Napi::CallbackInfo& info) {
  const double* slots = info[0].As<Napi::Float64Array>().Data();
  const auto integer = [&](Slot slot) { return static_cast<int>(slots[slot]); };
  const auto real = [&](int slot) { return static_cast<float>(slots[slot]); };
  Job job{};
  job.format = static_cast<Format>(integer(kFormat));
  job.width = integer(kWidth);
  job.height = integer(kHeight);
  for (int i = 0; i < 3; i++) {
    job.stride[i] = static_cast<size_t>(slots[kStride0 + i]);
    job.plane[i] = info[1 + i].As<Napi::Uint8Array>().Data();
    job.gain[i] = real(kGain0 + i);
    job.bias[i] = real(kBias0 + i);
  }
  job.target_width = integer(kTargetWidth);
  job.target_height = integer(kTargetHeight);
  job.inner_width = integer(kInnerWidth);
  job.inner_height = integer(kInnerHeight);
  job.pad_x = integer(kPadX);
  job.pad_y = integer(kPadY);
  job.pad_value = real(kPadValue);
  job.swap = slots[kSwap] != 0;
  job.rim_kept = slots[kRimKept] != 0;
  job.conversion = {real(kLumaGain), real(kLumaOffset), real(kRedV), real(kGreenU), real(kGreenV), real(kBlueU)};
  job.into = info[4].As<Napi::Float32Array>().Data();
  Run(job);
  return info.Env().Undefined();
}

}  // namespace caracal
