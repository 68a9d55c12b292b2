import "./requests.js";
import "./messages.js";
import "./menus.js";
import "./keys.js";
import "./dialogs.js";
import "./forms.js";
import "./modules.js";
import "./tabs.js";
