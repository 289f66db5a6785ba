// A list of facts as the inspector shows it.
#pragma once

#include <QTableView>

#include "ui/inspector/facts_model.h"
#include "ui/theme/theme.h"

namespace foldline::ui {

class FactsDelegate;

class FactsView final : public QTableView {
    Q_OBJECT

public:
    FactsView(const Theme& theme, QWidget* parent);

    void setTheme(const Theme& theme);
    void show(std::vector<Fact> facts);
    using QTableView::show;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();

    FactsModel m_model;
    FactsDelegate* m_delegate;
};

}  // namespace foldline::ui
