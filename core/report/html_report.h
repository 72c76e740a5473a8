// SPDX-License-Identifier: MIT
#pragma once
#include "diagnosis/diagnosis.h"
#include <string>
namespace faultline {
class Redactor;
[[nodiscard]] std::string writeHtmlReport(const Diagnosis& diagnosis, Redactor* redactor);
}
