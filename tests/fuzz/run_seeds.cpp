// SPDX-License-Identifier: MIT

// Runs a fuzz target over files and folders of seeds, for compilers without libFuzzer.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argumentCount, char** arguments) {
    namespace fs = std::filesystem;
    std::vector<fs::path> seeds;
    for (int i = 1; i < argumentCount; ++i) {
        std::error_code error;
        if (!fs::is_directory(arguments[i], error)) {
            seeds.emplace_back(arguments[i]);
            continue;
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(arguments[i], error))
            if (entry.is_regular_file(error))
                seeds.push_back(entry.path());
    }
    std::ranges::sort(seeds);
    for (const fs::path& seed : seeds) {
        std::ifstream file(seed, std::ios::binary);
        if (!file) {
            std::fprintf(stderr, "%s cannot be read\n", seed.c_str());
            return 1;
        }
        const std::string bytes((std::istreambuf_iterator<char>(file)), {});
        std::printf("%s\n", seed.c_str());
        std::fflush(stdout);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    }
    if (seeds.empty())
        std::fprintf(stderr, "There are no seeds in the files and folders named\n");
    return seeds.empty() ? 1 : 0;
}
