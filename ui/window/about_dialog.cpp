// SPDX-License-Identifier: MIT
#include "window/about_dialog.h"

#include "theme/muted_label.h"
#include "window/version_text.h"

#include <QDialogButtonBox>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QSysInfo>
#include <QVBoxLayout>

namespace faultline {

namespace {

constexpr int dialogWidth = 460;

QLabel* paragraph(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

AboutDialog::AboutDialog(const KnowledgeBase* knowledge, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("About Faultline"));
    auto* picture = new QLabel;
    picture->setPixmap(QIcon(QStringLiteral(":/icons/org.faultline.faultline.svg")).pixmap(QSize(64, 64), devicePixelRatio()));
    auto* name = new QLabel(tr("Faultline %1").arg(QStringLiteral(FAULTLINE_VERSION)));
    QFont large = name->font();
    large.setPixelSize(QFontInfo(large).pixelSize() + 7);
    large.setWeight(QFont::DemiBold);
    name->setFont(large);

    auto* heading = new QVBoxLayout;
    heading->setSpacing(2);
    heading->addWidget(name);
    heading->addWidget(new MutedLabel(tr("Says why a batch job failed")));
    heading->addStretch(1);
    auto* top = new QHBoxLayout;
    top->setSpacing(16);
    top->addWidget(picture);
    top->addLayout(heading, 1);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(24, 24, 24, 16);
    all->setSpacing(12);
    all->addLayout(top);
    all->addWidget(paragraph(tr(
        "No network: this program has no code that could send or fetch anything. Links open in your browser, and only when you press them. "
        "Opened folders are only read, never changed.")));
    all->addWidget(paragraph(tr("Free software under the MIT licence. It stands on Qt and KDE Frameworks (LGPL), Vectorscan, RE2, "
                                "libarchive and yaml-cpp (BSD, MIT), "
                                "nlohmann-json (MIT) and uchardet (MPL).")));
    auto* versions = new MutedLabel(versionText(knowledge ? knowledge->packs() : std::vector<Pack>()) + u'\n' +
                                        tr("System: %1, %2").arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()),
                                    MutedLabel::Kind::Small);
    versions->setWordWrap(true);
    versions->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    all->addWidget(versions);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    all->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // A dialog does not ask wrapping texts for their height at its own width.
    setFixedSize(dialogWidth, all->heightForWidth(dialogWidth));
}

} // namespace faultline
