// SPDX-License-Identifier: MIT
#include "scan/decoded_texts.h"

namespace faultline {

namespace {

class Decoder {
public:
    explicit Decoder(const Encoding& encoding) : m_encoding(encoding) {}

    void decode(FileScan& scan) const {
        for (Sighting& sighting : scan.sightings)
            decode(sighting.text, sighting.captures);
        for (Traceback& traceback : scan.tracebacks)
            decode(traceback);
        for (LineGroup& group : scan.errorGroups) {
            decode(group.shape);
            for (LineGroup::Member& member : group.members)
                decode(member.text);
        }
        for (SignSighting& sign : scan.signs)
            decode(sign.text);
        for (LookNextSighting& next : scan.lookNext)
            decode(next.text);
        for (FactSighting& fact : scan.facts)
            decode(fact.text, fact.captures);
    }

private:
    void decode(std::string& text) const { text = toUtf8(text, m_encoding); }
    void decode(std::string& text, Captures& captures) const {
        decode(text);
        for (auto& [name, value] : captures)
            decode(value);
    }
    void decode(Traceback& traceback) const {
        decode(traceback.introduction);
        for (RaisedException& exception : traceback.exceptions) {
            for (std::string* const text : {&exception.type, &exception.message, &exception.text})
                decode(*text);
            for (Frame& frame : exception.frames)
                for (std::string* const text : {&frame.file, &frame.function, &frame.code})
                    decode(*text);
        }
    }

    const Encoding& m_encoding;
};

} // namespace

void decodeTexts(FileScan& scan, const Encoding& encoding) {
    if (encoding.name != "UTF-8")
        Decoder(encoding).decode(scan);
}

} // namespace faultline
