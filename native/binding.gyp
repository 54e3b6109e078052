{
  "targets": [
    {
      "target_name": "caracal",
      "sources": ["src/addon.cc", "src/letterbox.cc", "src/boxes.cc", "src/numbers.cc", "src/nearest.cc", "src/turns.cc"],
      "include_dirs": ["../node_modules/node-addon-api"],
      "defines": ["NAPI_VERSION=8", "NAPI_DISABLE_CPP_EXCEPTIONS"],
      "cflags": ["-O3", "-ffp-contract=off", "-fvisibility=hidden", "-Wall", "-Wextra"],
      "cflags_cc": ["-std=c++17", "-fno-exceptions", "-fno-rtti"],
      "xcode_settings": {
        "GCC_OPTIMIZATION_LEVEL": "3",
        "CLANG_CXX_LANGUAGE_STANDARD": "c++17",
        "OTHER_CFLAGS": ["-ffp-contract=off", "-fvisibility=hidden"]
      },
      "msvs_settings": {
        "VCCLCompilerTool": {"Optimization": 3, "AdditionalOptions": ["/std:c++17", "/fp:precise"]}
      }
    }
  ]
}
