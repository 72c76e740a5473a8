// SPDX-License-Identifier: MIT
#include "fuzz_input.h"
#include "job/unpacking_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace faultline;
    FuzzInput input(data, size);
    const auto blockSize = static_cast<std::size_t>(1 + input.number(3000));
    const SourceLimits limits{.unpackedBytes = 1 << 20, .ratio = 50, .ratioFrom = 64 * 1024};
    const ByteReaderPointer packed = memoryReader(std::string(input.text()));
    const ByteReaderPointer reader = unpacked(packed, limits);
    require(reader->unpacks() == (reader != packed), "what is packed says that it unpacks");

    // Block by block, as it is scanned; then at once, as it is shown.
    std::string text, block(blockSize, '\0');
    for (;;) {
        const auto got = reader->read(text.size(), block);
        if (!got)
            require(!got.error().why.empty() && !got.error().next.empty(), "a fault says what is wrong and what to do");
        if (!got || *got == 0)
            break;
        text.append(block, 0, *got);
    }
    require(text.size() == reader->size(), "everything up to a fault can be read");
    require(!reader->unpacks() || text.size() <= limits.unpackedBytes, "no more is unpacked than allowed");
    const ByteReaderPointer again = unpacked(packed, limits);
    std::string whole(text.size() + 1, '\0');
    if (const auto got = again->read(0, whole))
        require(*got == text.size() && std::string_view(whole).starts_with(text), "it does not matter where blocks begin");
    else
        require(text.empty(), "a fault behind something hides nothing of it");
    return 0;
}
