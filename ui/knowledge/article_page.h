// SPDX-License-Identifier: MIT
#pragma once

#include "diagnosis/diagnosis.h"

#include <QUrl>
#include <QWidget>

class QVBoxLayout;

namespace faultline {

/// An article as people read it, outside any job or with what it found in the open one.
///
/// The page is made once and never changes; for another article make another. Links are only reported.
class ArticlePage : public QWidget {
    Q_OBJECT
public:
    /// `diagnosis` may be null. The article is not kept.
    explicit ArticlePage(const Article& article, const DiagnosisPointer& diagnosis = {}, QWidget* parent = nullptr);

    /// What is wrong with a file that could not be used.
    explicit ArticlePage(const FaultyArticle& faulty, QWidget* parent = nullptr);

signals:
    void webLinkRequested(const QUrl& address);
    /// A finding of this article in the open job was pressed.
    void findingRequested(quint64 finding);

private:
    void addTitle(const QString& title);
    void addHeading(const QString& text);
    void addMuted(const QString& text);
    /// With `code` in back-quotes.
    void addSentence(const QString& sentence);
    void addMarkdown(const QString& heading, const std::string& markdown);
    void addFindings(const Article& article, const Diagnosis& diagnosis);

    QVBoxLayout* m_column;
};

} // namespace faultline
