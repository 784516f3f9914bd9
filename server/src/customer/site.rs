//! What pages may refer to, out of the executable.

use app::page::Site;

use crate::assets;

pub(crate) fn site() -> Site {
    let built = assets::site();
    Site {
        css: built.css,
        early: built.early,
        start_js: built.start_js,
        glue: built.glue,
    }
}
