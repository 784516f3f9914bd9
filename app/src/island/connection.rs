//! How well the page hears the server: when to ask again and what to say about it.

/// What there is to say about the connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Notice {
    /// Nothing.
    #[default]
    Quiet,
    /// It is cut.
    Offline,
    /// It is back.
    Online,
}

/// The page's connection: a stream of states, and questions where it fails.
#[derive(Debug)]
pub(super) struct Connection {
    streaming: bool,
    wait_ms: u32,
    silent_ms: u32,
    notice: Notice,
}

impl Default for Connection {
    fn default() -> Self {
        Self {
            streaming: false,
            wait_ms: Self::FIRST_WAIT_MS,
            silent_ms: 0,
            notice: Notice::Quiet,
        }
    }
}

impl Connection {
    const FIRST_WAIT_MS: u32 = 1_000;
    const LONGEST_WAIT_MS: u32 = 5_000;
    /// A stream can die without a sound, so the page asks now and then even while it stands.
    const WAIT_WHILE_STREAMING_MS: u32 = 30_000;
    /// A cut shorter than this is nobody's business.
    const PATIENCE_MS: u32 = 3_000;

    /// How long to wait before the server is asked again, in milliseconds. A browser that says
    /// that the network is gone (`is_online`) may be a moment early, and an answer just then
    /// proves nothing for long.
    pub(super) const fn wait_ms(&self, is_online: bool) -> u32 {
        if self.streaming && self.silent_ms == 0 && is_online {
            Self::WAIT_WHILE_STREAMING_MS
        } else {
            self.wait_ms
        }
    }

    /// What there is to say.
    pub(super) const fn notice(&self) -> Notice {
        self.notice
    }

    /// The stream stands.
    pub(super) fn opened(&mut self) {
        self.streaming = true;
        self.heard();
    }

    /// The stream is cut. Whether it stood until now: only then is there something to do,
    /// for a browser says so again at each vain try.
    pub(super) fn broke(&mut self) -> bool {
        let stood = self.streaming;
        self.streaming = false;
        if stood {
            self.hurry();
        }
        stood
    }

    /// The server answered or sent something.
    pub(super) fn heard(&mut self) {
        self.silent_ms = 0;
        if self.notice == Notice::Offline {
            self.notice = Notice::Online;
        }
    }

    /// A question was answered: the next one may come a little later.
    pub(super) fn answered(&mut self) {
        self.heard();
        self.slow_down();
    }

    /// A question was not answered.
    pub(super) fn failed(&mut self) {
        self.silent_ms = self.silent_ms.saturating_add(self.wait_ms);
        if self.silent_ms > Self::PATIENCE_MS {
            self.notice = Notice::Offline;
        }
        self.slow_down();
    }

    /// Something happened that makes an answer likely or urgent.
    pub(super) fn hurry(&mut self) {
        self.wait_ms = Self::FIRST_WAIT_MS;
    }

    /// "It is back" has been said for long enough.
    pub(super) fn quiet(&mut self) {
        if self.notice == Notice::Online {
            self.notice = Notice::Quiet;
        }
    }

    fn slow_down(&mut self) {
        self.wait_ms = (self.wait_ms + self.wait_ms / 2).min(Self::LONGEST_WAIT_MS);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn while_the_stream_stands_the_server_is_seldom_asked() {
        let mut connection = Connection::default();
        connection.opened();
        assert_eq!(connection.wait_ms(true), 30_000);
        assert_eq!(connection.notice(), Notice::Quiet);
    }

    #[test]
    fn a_cut_stream_is_replaced_by_questions_ever_slower_up_to_five_seconds() {
        let mut connection = Connection::default();
        connection.opened();
        assert!(connection.broke());
        assert!(!connection.broke());
        let mut waits = Vec::new();
        for _ in 0..6 {
            waits.push(connection.wait_ms(true));
            connection.answered();
        }
        assert_eq!(waits, [1_000, 1_500, 2_250, 3_375, 5_000, 5_000]);
        assert_eq!(connection.notice(), Notice::Quiet);
    }

    #[test]
    fn a_short_cut_is_not_mentioned() {
        let mut connection = Connection::default();
        connection.opened();
        connection.broke();
        connection.failed();
        connection.failed();
        connection.answered();
        assert_eq!(connection.notice(), Notice::Quiet);
    }

    #[test]
    fn a_long_cut_is_mentioned_and_so_is_its_end_for_a_while() {
        let mut connection = Connection::default();
        for _ in 0..3 {
            connection.failed();
        }
        assert_eq!(connection.notice(), Notice::Offline);
        connection.quiet();
        assert_eq!(connection.notice(), Notice::Offline);
        connection.opened();
        assert_eq!(connection.notice(), Notice::Online);
        connection.quiet();
        assert_eq!(connection.notice(), Notice::Quiet);
    }

    #[test]
    fn silence_behind_a_stream_that_seems_to_stand_is_noticed() {
        let mut connection = Connection::default();
        connection.opened();
        connection.failed();
        assert!(connection.wait_ms(true) <= 5_000);
    }

    #[test]
    fn a_browser_that_says_it_is_offline_is_not_believed_less_for_one_last_answer() {
        let mut connection = Connection::default();
        connection.opened();
        connection.hurry();
        connection.answered();
        assert!(connection.wait_ms(false) <= 5_000);
        assert_eq!(connection.wait_ms(true), 30_000);
    }
}
