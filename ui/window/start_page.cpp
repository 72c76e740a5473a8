// SPDX-License-Identifier: MIT
#include "window/start_page.h"

#include "diagnosis/link_button.h"
#include "text/words.h"
#include "theme/icons.h"
#include "theme/muted_label.h"
#include "window/recent_paths.h"

#include <QAction>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace faultline {

namespace {

constexpr int widest = 460;
constexpr qsizetype recentShown = 6;

QPushButton* buttonFor(QAction* action, bool primary) {
    auto* button = new QPushButton(action->text());
    button->setProperty("primary", primary);
    button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
    button->setAutoDefault(true);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

StartPage::StartPage(RecentPaths& recent, QAction* openFolder, QAction* openFile, QWidget* parent)
    : QWidget(parent), m_recent(recent), m_recentBox(new QWidget), m_recentColumn(new QVBoxLayout(m_recentBox)) {
    auto* picture = new QLabel;
    picture->setPixmap(QIcon(QStringLiteral(":/icons/org.faultline.faultline.svg")).pixmap(QSize(72, 72), devicePixelRatio()));
    auto* title = new QLabel(tr("Why did the job fail?"));
    QFont large = title->font();
    large.setPixelSize(QFontInfo(large).pixelSize() + 9);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    auto* hint =
        new MutedLabel(tr("Open the folder that holds the job's logs, an archive of it, or a single log. Or drop it on this window. "
                          "Nothing is changed in it, and nothing leaves this computer."));
    hint->setWordWrap(true);

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(buttonFor(openFolder, true));
    buttons->addWidget(buttonFor(openFile, false));
    buttons->addStretch(1);

    m_recentColumn->setContentsMargins(0, 0, 0, 0);
    m_recentColumn->setSpacing(4);

    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(picture);
    column->addWidget(title);
    column->addWidget(hint);
    column->addLayout(buttons);
    column->addSpacing(16);
    column->addWidget(m_recentBox);
    column->addStretch(3);
    auto* inner = new QWidget;
    inner->setLayout(column);
    inner->setMaximumWidth(widest);
    auto* all = new QHBoxLayout(this);
    all->addStretch(1);
    all->addWidget(inner, 100);
    all->addStretch(1);

    connect(&recent, &RecentPaths::changed, this, &StartPage::fillRecent);
    fillRecent();
}

void StartPage::fillRecent() {
    while (QLayoutItem* item = m_recentColumn->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    m_recentBox->setVisible(!m_recent.paths().isEmpty());
    if (m_recent.paths().isEmpty())
        return;
    m_recentColumn->addWidget(new MutedLabel(tr("Opened before"), MutedLabel::Kind::Heading));
    for (const QString& path : m_recent.paths().first(std::min(recentShown, m_recent.paths().size()))) {
        auto* link = new LinkButton(lastParts(path, 3));
        link->setToolTip(pathLine(path).toHtmlEscaped());
        connect(link, &QAbstractButton::clicked, this, [this, path] { emit pathChosen(path); });
        m_recentColumn->addWidget(link);
    }
}

} // namespace faultline
