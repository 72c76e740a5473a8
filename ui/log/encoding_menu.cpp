// SPDX-License-Identifier: MIT
#include "log/encoding_menu.h"

#include <QActionGroup>

#include <array>

namespace faultline {

namespace {

struct Choice {
    const char* name; ///< as iconv knows it; also what is shown
    bool asciiCompatible;
};

constexpr std::array choices{
    Choice{"UTF-8", true},       Choice{"UTF-16LE", false},    Choice{"UTF-16BE", false},    Choice{"WINDOWS-1252", true},
    Choice{"ISO-8859-15", true}, Choice{"WINDOWS-1250", true}, Choice{"WINDOWS-1251", true}, Choice{"KOI8-R", true},
    Choice{"SHIFT_JIS", true},   Choice{"EUC-JP", true},       Choice{"GB18030", true},      Choice{"BIG5", true},
    Choice{"EUC-KR", true},      Choice{"IBM850", true},
};

} // namespace

EncodingMenu::EncodingMenu(QWidget* parent)
    : QMenu(tr("&Encoding"), parent), m_detected(addAction(tr("As the &file tells"))), m_group(new QActionGroup(this)) {
    m_detected->setCheckable(true);
    m_group->addAction(m_detected);
    addSeparator();
    for (const Choice& choice : choices) {
        QAction* const action = addAction(QString::fromLatin1(choice.name));
        action->setCheckable(true);
        action->setObjectName(QString::fromLatin1(choice.name)); // the text may get a mnemonic
        action->setData(choice.asciiCompatible);
        m_group->addAction(action);
    }
    connect(m_group, &QActionGroup::triggered, this, [this](const QAction* action) {
        if (action == m_detected)
            emit encodingChosen(std::nullopt);
        else
            emit encodingChosen(Encoding{action->objectName().toStdString(), 0, action->data().toBool()});
    });
}

void EncodingMenu::setCurrent(const std::optional<Encoding>& chosen, const QString& inUse) {
    m_detected->setText(chosen || inUse.isEmpty() ? tr("As the &file tells") : tr("As the &file tells: %1").arg(inUse));
    const QString name = chosen ? QString::fromStdString(chosen->name) : QString();
    for (QAction* const action : m_group->actions())
        action->setChecked(chosen ? action->objectName() == name : action == m_detected);
}

} // namespace faultline
