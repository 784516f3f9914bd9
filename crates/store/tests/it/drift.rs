use store::{DriftNews, DriftSighting, MAX_DRIFT_SAMPLE, MAX_DRIFT_WORDS, OTHER_WORDS};

use crate::shop::{Shop, at};

fn met(word: &str, second: i64) -> DriftSighting {
    DriftSighting {
        kind: "session_status",
        word: word.into(),
        sample: Some(format!("{{\"status\":\"{word}\"}}")),
        at: at(second),
    }
}

#[tokio::test]
async fn a_word_is_news_once_and_counted_ever_after() {
    let shop = Shop::open().await;
    let note = |sighting| shop.store.note_drift(sighting);
    assert_eq!(note(met("OnHold", 1)).await.unwrap(), DriftNews::First);
    assert_eq!(note(met("OnHold", 3)).await.unwrap(), DriftNews::Again);
    let elsewhere = DriftSighting {
        kind: "step",
        ..met("OnHold", 2)
    };
    assert_eq!(note(elsewhere).await.unwrap(), DriftNews::First);

    let shop = shop.reopen().await;
    let again = shop.store.note_drift(met("OnHold", 2)).await.unwrap();
    assert_eq!(again, DriftNews::Again, "a restart makes nothing new");
    let rows = shop.store.drift().await.unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| (row.kind.as_str(), row.word.as_str(), row.count))
        .collect();
    assert_eq!(
        told,
        [("session_status", "OnHold", 3), ("step", "OnHold", 1)]
    );
    assert_eq!((rows[0].first_at, rows[0].last_at), (at(1), at(3)));
    assert_eq!(rows[0].sample.as_deref(), Some(r#"{"status":"OnHold"}"#));
}

#[tokio::test]
async fn of_several_who_meet_a_word_at_once_one_hears_that_it_is_new() {
    let shop = Shop::open().await;
    let notes = (0..20).map(|second| {
        let store = shop.store.clone();
        tokio::spawn(async move { store.note_drift(met("OnHold", second)).await.unwrap() })
    });
    let mut firsts = 0;
    for note in notes.collect::<Vec<_>>() {
        if note.await.unwrap() == DriftNews::First {
            firsts += 1;
        }
    }
    assert_eq!(firsts, 1);
    assert_eq!(shop.store.drift().await.unwrap()[0].count, 20);
}

#[tokio::test]
async fn words_without_end_are_counted_together() {
    let shop = Shop::open().await;
    for n in 0..MAX_DRIFT_WORDS + 5 {
        let sighting = met(&format!("W{n}"), i64::from(n));
        shop.store.note_drift(sighting).await.unwrap();
    }
    let again = shop.store.note_drift(met("W0", 500)).await.unwrap();
    assert_eq!(again, DriftNews::Again, "one that is kept stays itself");
    let rows = shop.store.drift().await.unwrap();
    assert_eq!(rows.len(), usize::try_from(MAX_DRIFT_WORDS).unwrap() + 1);
    let others = rows.iter().find(|row| row.word == OTHER_WORDS).unwrap();
    assert_eq!(others.count, 5);
}

#[tokio::test]
async fn a_sample_comes_late_or_cut_rather_than_not_at_all() {
    let shop = Shop::open().await;
    let bare = DriftSighting {
        sample: None,
        ..met("OnHold", 1)
    };
    shop.store.note_drift(bare).await.unwrap();
    let long = DriftSighting {
        sample: Some("é".repeat(MAX_DRIFT_SAMPLE)),
        ..met("OnHold", 2)
    };
    shop.store.note_drift(long).await.unwrap();
    let rows = shop.store.drift().await.unwrap();
    let sample = rows[0].sample.as_deref().unwrap();
    assert_eq!(sample.len(), MAX_DRIFT_SAMPLE);
}
