// SPDX-License-Identifier: MIT
#include "job/job_source.h"

#include <map>

namespace faultline {

namespace {

class MemorySource final : public JobSource {
public:
    explicit MemorySource(std::vector<std::pair<std::string, std::string>> files) {
        for (auto& [path, content] : files) {
            m_listing.entries.push_back({path, content.size(), 0});
            m_files.insert_or_assign(std::move(path), memoryReader(std::move(content)));
        }
    }

    Expected<SourceListing> list(std::stop_token, const ListingReport&) override { return m_listing; }

    Expected<ByteReaderPointer> open(const std::string& path) const override {
        const auto file = m_files.find(path);
        if (file == m_files.end())
            return std::unexpected(
                Message::error("There is no such file in what was opened", path, "Open the folder that holds it").at(path));
        return file->second;
    }

private:
    SourceListing m_listing;
    std::map<std::string, ByteReaderPointer> m_files;
};

} // namespace

JobSourcePointer memorySource(std::vector<std::pair<std::string, std::string>> files) {
    return std::make_shared<MemorySource>(std::move(files));
}

} // namespace faultline
