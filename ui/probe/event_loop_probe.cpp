// SPDX-License-Identifier: MIT
#include "probe/event_loop_probe.h"

#include <QCoreApplication>
#include <QEvent>

namespace faultline {

namespace {

class Question : public QEvent {
public:
    explicit Question(EventLoopProbe::Clock::time_point when) : QEvent(number()), asked(when) {}
    static Type number() {
        static const auto type = static_cast<Type>(registerEventType());
        return type;
    }
    const EventLoopProbe::Clock::time_point asked;
};

} // namespace

EventLoopProbe::EventLoopProbe(QObject* parent)
    : QObject(parent), m_waits(std::make_unique<WaitTimes>()), m_asker([this](const std::stop_token& stop) { ask(stop); }) {}

EventLoopProbe::~EventLoopProbe() = default;

void EventLoopProbe::restart() {
    *m_waits = {};
}

void EventLoopProbe::ask(const std::stop_token& stop) {
    for (Clock::time_point due = Clock::now(); !stop.stop_requested();) {
        std::this_thread::sleep_until(due);
        if (!m_asked.exchange(true))
            QCoreApplication::postEvent(this, new Question(Clock::now()), Qt::HighEventPriority);
        due = std::max(due + pace, Clock::now());
    }
}

bool EventLoopProbe::event(QEvent* event) {
    if (event->type() != Question::number())
        return QObject::event(event);
    const Clock::time_point now = Clock::now();
    for (Clock::time_point asked = static_cast<const Question*>(event)->asked; asked <= now; asked += pace)
        m_waits->add(now - asked);
    m_asked = false;
    return true;
}

} // namespace faultline
