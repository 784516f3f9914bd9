use maud::{Markup, html};

use super::{Panel, language};
use crate::Twin;

pub(super) fn view(twin: &Twin, panel: &Panel) -> Markup {
    let now = twin.with(|_, now| now);
    let (day, time) = (now.strftime("%Y-%m-%d"), now.strftime("%H:%M:%S"));
    let note = match twin.settings().seed {
        Some(_) => panel.clock_stands,
        None => panel.clock_runs,
    };
    html! {
        section .card .clock aria-labelledby="clock" {
            h2 #clock { (panel.clock) }
            p .now { time datetime=(now) { span .day { (day) } " " span .time { (time) } " " span .zone { "UTC" } } }
            p .note { (note) }
            form .row method="post" action="/home/clock" {
                (language(panel))
                @for (seconds, label) in panel.steps {
                    button .small name="seconds" value=(seconds) { (label) }
                }
            }
        }
    }
}
