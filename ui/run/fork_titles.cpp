#include "ui/run/fork_titles.h"

#include <QLocale>

namespace foldline::ui {
namespace {

bool isKorean() {
    return QLocale().language() == QLocale::Korean;
}

QString seconds(std::int64_t us) {
    return QString::number(static_cast<double>(us) / kUsPerSecond, 'g', 6);
}

}  // namespace

QString nodeTitle(const std::vector<Dictionary>& systems, const std::string& name, bool korean) {
    for (const Dictionary& system : systems) {
        const NodeId id = system.findNode(name);
        if (!id.exists()) {
            continue;
        }
        const LocalText& title = system.node(id).title;
        const std::string& text = korean && !title.ko.empty() ? title.ko : title.en;
        return QString::fromStdString(text.empty() ? name : text);
    }
    return QString::fromStdString(name);
}

QString ForkTitles::with(const Session& session, const Fault& fault) {
    return what(session.systems(), fault, isKorean()) % QStringLiteral(", ") % when(fault);
}

QString ForkTitles::without(const Session& session, const Fault& fault) {
    return tr("without %1").arg(what(session.systems(), fault, isKorean()));
}

QString ForkTitles::what(const std::vector<Dictionary>& systems, const Fault& fault, bool korean) {
    QString node = nodeTitle(systems, fault.node, korean);
    switch (fault.kind) {
        case Fault::Kind::Down:
            return tr("%1 down").arg(node);
        case Fault::Kind::Crash:
            if (fault.instance != 0) {
                return tr("%1 crashed, instance %2").arg(node, QString::number(fault.instance));
            }
            return fault.after.empty()
                       ? tr("%1 crashed").arg(node)
                       : tr("%1 crashed after %2").arg(node, QString::fromStdString(fault.after));
        case Fault::Kind::Slow:
            return tr("%1 slow").arg(node);
        case Fault::Kind::Flaky:
            return tr("%1 flaky").arg(node);
        case Fault::Kind::LoseReplies:
            return tr("%1 loses replies").arg(node);
        case Fault::Kind::Loss:
            return tr("%1 loses messages").arg(node);
        case Fault::Kind::LoseLeader:
            return tr("%1 loses its leader").arg(node);
        case Fault::Kind::Cut:
            return tr("%1 cut off from %2").arg(node, nodeTitle(systems, fault.peer, korean));
        case Fault::Kind::Replay:
            return tr("%1 replays").arg(node);
        case Fault::Kind::Corrupt:
            return tr("%1 writes a wrong %2").arg(node, QString::fromStdString(fault.field));
        case Fault::Kind::Incompatible:
            return tr("%1 changes its schema").arg(node);
        case Fault::Kind::Rebuild:
            return tr("%1 rebuilt").arg(node);
        case Fault::Kind::Correct:
            return tr("%1 corrected").arg(node);
        case Fault::Kind::RetryParked:
            return tr("%1 retries what it parked").arg(node);
        case Fault::Kind::Upgrade:
            return tr("%1 learns the new schema").arg(node);
        case Fault::Kind::Restore:
            return fault.asOf ? tr("%1 restored as of %2 s").arg(node, seconds(fault.asOf->us))
                              : tr("%1 restored").arg(node);
        case Fault::Kind::Forget:
            return tr("%1 forgotten").arg(QString::fromStdString(fault.entity));
    }
    return node;
}

QString ForkTitles::wrongValue(const Fault& fault) {
    const Literal& value = fault.value;
    QString text;
    switch (value.type) {
        case ValueType::Integer:
            text = QString::number(value.integer);
            break;
        case ValueType::Boolean:
            text = value.integer != 0 ? QStringLiteral("true") : QStringLiteral("false");
            break;
        case ValueType::Text:
            text = QStringLiteral("“%1”").arg(QString::fromStdString(value.text));
            break;
    }
    return QString::fromStdString(fault.field) % QStringLiteral(" = ") % text;
}

QString ForkTitles::when(const Fault& fault) {
    if (!fault.length && isMoment(fault.kind)) {
        return tr("at %1 s").arg(seconds(fault.at.us));
    }
    if (!fault.length) {
        return tr("from %1 s").arg(seconds(fault.at.us));
    }
    return tr("%1 s for %2 s").arg(seconds(fault.at.us), seconds(fault.length->us));
}

}  // namespace foldline::ui
