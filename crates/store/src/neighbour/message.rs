use std::fmt::Write as _;

use crate::{Change, change::News};

/// A payload of `NOTIFY` has less than 8,000 bytes.
const ROOM: usize = 7_900;

const TASKS: &str = "tasks";

/// Who sends, and what there is to tell, in words between spaces: `tasks`, and a checkout with
/// the version that its log has come to. Nothing in it is secret; and whatever a message says
/// is a reason to look, nothing more.
pub(super) fn write(sender: u64, news: &[News]) -> Vec<String> {
    let mut messages = Vec::new();
    let mut message = format!("{sender:016x}");
    if news.iter().any(|news| news.tasks) {
        message.push(' ');
        message.push_str(TASKS);
    }
    for Change { checkout, version } in news.iter().filter_map(|news| news.change.as_ref()) {
        if message.len() > ROOM - 100 {
            let next = format!("{sender:016x}");
            messages.push(std::mem::replace(&mut message, next));
        }
        write!(message, " {checkout}:{version}").expect("a string takes all that is written to it");
    }
    messages.push(message);
    messages
}

/// What another server tells; `None` when it is this one. What cannot be read is passed over.
pub(super) fn read(sender: u64, message: &str) -> Option<Vec<News>> {
    let mut words = message.split(' ');
    if words.next() == Some(&format!("{sender:016x}")) {
        return None;
    }
    Some(words.filter_map(read_word).collect())
}

fn read_word(word: &str) -> Option<News> {
    if word == TASKS {
        return Some(News {
            change: None,
            tasks: true,
            deliveries: false,
            letters: false,
        });
    }
    let (checkout, version) = word.split_once(':')?;
    Some(News {
        change: Some(Change {
            checkout: checkout.parse().ok()?,
            version: version.parse().ok()?,
        }),
        tasks: false,
        deliveries: false,
        letters: false,
    })
}

#[cfg(test)]
mod tests {
    use payment::CheckoutId;

    use super::*;
    use crate::Version;

    fn grown(n: u8) -> News {
        News {
            change: Some(Change {
                checkout: CheckoutId::from_bytes([n; 16]),
                version: Version::new(u32::from(n)),
            }),
            tasks: false,
            deliveries: false,
            letters: false,
        }
    }

    #[test]
    fn what_one_server_tells_another_reads_and_it_does_not_read_itself() {
        let tasks = News {
            change: None,
            tasks: true,
            deliveries: false,
            letters: false,
        };
        let told = [tasks.clone(), grown(1), grown(2)];
        let messages = write(7, &told);
        assert_eq!(messages.len(), 1);
        assert_eq!(read(8, &messages[0]), Some(told.to_vec()));
        assert_eq!(read(7, &messages[0]), None);
    }

    #[test]
    fn much_news_goes_in_several_messages_that_fit() {
        let told: Vec<News> = (0..=255).cycle().take(1_000).map(grown).collect();
        let messages = write(7, &told);
        assert!(messages.len() > 1);
        assert!(messages.iter().all(|message| message.len() < 8_000));
        let heard: Vec<News> = messages
            .iter()
            .filter_map(|message| read(8, message))
            .flatten()
            .collect();
        assert_eq!(heard, told);
    }

    #[test]
    fn what_makes_no_sense_is_passed_over() {
        assert_eq!(read(7, ""), Some(Vec::new()));
        assert_eq!(read(7, "8 tusks chk_x:1 : chk"), Some(Vec::new()));
    }
}
