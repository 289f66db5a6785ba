// Paints what moves: tokens, echoes, their labels, and the rings of selection and hover.
#pragma once

#include <QPainter>
#include <vector>

#include "ui/stage/stage_layout.h"
#include "ui/stage/stage_tokens.h"
#include "ui/stage/stage_trace.h"
#include "ui/stage/stage_words.h"
#include "ui/stage/token_sprites.h"

namespace foldline::ui {

/// What is drawn over the kept picture.
struct PanelOverlay {
    std::vector<Token> tokens;
    Trace trace;
    NodeId selected;
    bool focused = false;  ///< the stage has the keyboard
    NodeId hovered;
    bool stillTrace = false;  ///< reduced motion: echoes are counted at fixed places instead
};

/// What the overlay is painted on and with; borrowed.
struct OverlayGround {
    const StageLayout& layout;
    const StageFonts& fonts;
    const TokenSprites& sprites;
    const StageWords& words;
    const Theme& theme;
};

/// The painter's origin is the layout's. Cost: O(tokens + echoes), at most a few dozen labels.
void paintOverlay(QPainter& painter, const PanelOverlay& overlay, const OverlayGround& ground);

}  // namespace foldline::ui
