// SPDX-License-Identifier: MIT
#include "article/code_box.h"

#include "article/flow_text.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

namespace faultline {

CodeBox::CodeBox(const QString& code, QWidget* parent) : QFrame(parent), m_code(code), m_text(new FlowText), m_copy(new QToolButton) {
    m_text->setCode(code);
    m_text->setAccessibleName(tr("Code"));
    m_copy->setIcon(bundledIcon(QStringLiteral("edit-copy")));
    m_copy->setAutoRaise(true);
    m_copy->setToolTip(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy this code"));
    m_copy->setFocusPolicy(Qt::TabFocus);

    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(8, 4, 4, 4);
    all->setSpacing(4);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(0, 4, 0, 4);
    inner->addWidget(m_text);
    all->addLayout(inner, 1);
    all->addWidget(m_copy, 0, Qt::AlignTop);
    connect(m_copy, &QToolButton::clicked, this, &CodeBox::copy);
}

void CodeBox::copy() {
    QGuiApplication::clipboard()->setText(m_code);
    m_copy->setIcon(bundledIcon(QStringLiteral("task-complete")));
    m_copy->setToolTip(tr("Copied"));
    QTimer::singleShot(1500, m_copy, [button = m_copy] {
        button->setIcon(bundledIcon(QStringLiteral("edit-copy")));
        button->setToolTip(tr("Copy"));
    });
}

void CodeBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::of(palette()).quiet);
    painter.drawRoundedRect(rect(), Theme::radius, Theme::radius);
}

} // namespace faultline
