#include "report/redaction.h"
