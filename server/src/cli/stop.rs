use tokio::{signal, sync::watch};

/// How often the program was asked to stop. Clones are asked the same.
#[derive(Clone, Debug)]
pub(crate) struct Asked(watch::Receiver<u32>);

impl Asked {
    /// By SIGTERM and SIGINT. Made before the program says that it is ready, so that whoever
    /// asks at once is heard.
    pub(crate) fn by_signals() -> Self {
        let (count, asked) = watch::channel(0);
        #[cfg(unix)]
        let signals = {
            use signal::unix::{SignalKind, signal};
            signal(SignalKind::terminate())
                .and_then(|term| Ok((term, signal(SignalKind::interrupt())?)))
        };
        tokio::spawn(async move {
            #[cfg(unix)]
            if let Ok((mut terminate, mut interrupt)) = signals {
                loop {
                    tokio::select! {
                        _ = terminate.recv() => {}
                        _ = interrupt.recv() => {}
                    }
                    count.send_modify(|times| *times += 1);
                }
            }
            while signal::ctrl_c().await.is_ok() {
                count.send_modify(|times| *times += 1);
            }
            // Nobody can ask any more, which is not the same as asking.
            count.closed().await;
        });
        Self(asked)
    }

    /// By another part of this process. Whoever drops the sender asks once.
    pub(crate) const fn by(count: watch::Receiver<u32>) -> Self {
        Self(count)
    }

    /// Returns once the program was asked.
    pub(crate) async fn once(&self) {
        drop(self.0.clone().wait_for(|times| *times >= 1).await);
    }

    /// Returns once it was asked again.
    pub(crate) async fn again(&self) {
        if self.0.clone().wait_for(|times| *times >= 2).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    #[tokio::test]
    async fn asking_again_is_told_from_asking() {
        let (count, asked) = watch::channel(0);
        let asked = Asked::by(asked);
        assert!(asked.once().now_or_never().is_none());
        count.send_modify(|times| *times += 1);
        asked.once().await;
        assert!(asked.again().now_or_never().is_none());
        count.send_modify(|times| *times += 1);
        asked.again().await;
    }

    #[tokio::test]
    async fn whoever_lets_go_wants_it_stopped_kindly() {
        let (count, asked) = watch::channel(0);
        let asked = Asked::by(asked);
        drop(count);
        asked.once().await;
        assert!(asked.again().now_or_never().is_none());
    }
}
