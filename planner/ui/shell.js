// Swedish in place of Streamlit's own few English texts, and a warning before unsaved work is left.
"use strict";

const SWEDISH = new Map(Object.entries({
  "Skip to main content": "Hoppa till innehållet",
}));
