// The inspector's page about one entity: three columns, what they mean, and its stream.
#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "ui/inspector/entity_model.h"
#include "ui/inspector/row_notice.h"
#include "ui/inspector/stream_model.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

class QComboBox;
class QFrame;
class QHBoxLayout;
class QLabel;
class QListView;
class QTableView;

namespace foldline::ui {

class EntityDelegate;
class StreamDelegate;
class WordHeader;

class EntityPage final : public QWidget {
    Q_OBJECT

public:
    EntityPage(RunController& controller, const Theme& theme, QWidget* parent);
    ~EntityPage() override;

    void setTheme(const Theme& theme);
    void retranslate();
    /// Shows the selected entity, or one worth looking at, as of the playhead.
    void refresh();
    /// "member-7", for the tab.
    QString entityName() const;

    static constexpr std::size_t kRecordsMax = 2'000;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeLayout();
    void choose(int index);
    void loadRecords(EntityId entity);
    void fitTable();
    void fitStream();
    void fitNotice();
    void styleNotice(const Notice& notice);
    EntityId interestingEntity() const;
    EntityId shownEntity() const;

    RunController& m_controller;
    Theme m_theme;
    QComboBox* m_picker;
    QWidget* m_body = nullptr;
    QHBoxLayout* m_pickerMargin = nullptr;
    QHBoxLayout* m_noticeMargin = nullptr;
    QHBoxLayout* m_titleMargin = nullptr;
    QTableView* m_table;
    WordHeader* m_header;
    QFrame* m_notice;
    QLabel* m_noticeText;
    QLabel* m_streamTitle;
    QListView* m_stream;
    EntityModel m_entityModel;
    StreamModel m_streamModel;
    EntityDelegate* m_entityDelegate;
    StreamDelegate* m_streamDelegate;

    // What the lists were loaded for, to load them only when it changes.
    struct Loaded {
        BranchId branch;
        std::size_t system = 0;
        EntityId entity;
        SimTime recordedUntil;

        bool operator==(const Loaded&) const = default;
    };

    std::optional<Loaded> m_loaded;
    std::unique_ptr<EntityRules> m_rules;
    std::vector<Record> m_records;
    mutable EntityId m_interesting;
    mutable BranchId m_interestingOn;
    Notice m_shownNotice;
};

}  // namespace foldline::ui
