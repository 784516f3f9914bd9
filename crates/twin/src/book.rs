use std::{collections::HashMap, time::Duration};

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    casting::Casting,
    clock::Clock,
    debit::Debits,
    fault::Faults,
    journey::connect::Visits,
    link::Links,
    random::Random,
    request::Requests,
    session::{Api, Marks, Order, Product, Session},
    state_file::Saved,
    trace::Trace,
    webhook::Outbox,
};

/// Everything that a twin knows, behind one lock.
pub(crate) struct Book {
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    pub(crate) faults: Faults,
    pub(crate) casting: Casting,
    pub(crate) requests: Requests,
    pub(crate) outbox: Outbox,
    pub(crate) trace: Trace,
    pub(crate) debits: Debits,
    pub(crate) links: Links,
    /// Customers who are in the account-linking frame.
    pub(crate) visits: Visits,
    tokens: HashMap<String, Token>,
    sessions: Vec<Session>,
    places: HashMap<Uuid, usize>,
}

/// An access token that was handed out.
struct Token {
    expires_at: Timestamp,
    sessions_started: u32,
}

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It has started no session yet.
    Fresh,
    /// It has started a session.
    Used,
}

impl Book {
    /// A book that goes on where an earlier run stopped.
    pub(crate) fn new(saved: Saved, random: Random) -> Self {
        let Saved {
            clock,
            drawn: _,
            sessions,
            debits,
            links,
        } = saved;
        let places = sessions
            .iter()
            .enumerate()
            .map(|(place, session)| (session.id, place))
            .collect();
        Self {
            clock,
            random,
            faults: Faults::default(),
            casting: Casting::default(),
            requests: Requests::default(),
            outbox: Outbox::default(),
            trace: Trace::default(),
            debits,
            links,
            visits: Visits::default(),
            tokens: HashMap::new(),
            sessions,
            places,
        }
    }

    /// What must survive a restart, as it is now.
    pub(crate) fn saved(&self) -> Saved {
        Saved {
            clock: self.clock,
            drawn: self.random.drawn(),
            sessions: self.sessions.clone(),
            debits: self.debits.clone(),
            links: self.links.clone(),
        }
    }

    /// Every session, oldest first.
    pub(crate) fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    /// One session.
    pub(crate) fn session(&self, id: Uuid) -> Option<&Session> {
        self.places.get(&id).map(|place| &self.sessions[*place])
    }

    /// One session, to be changed.
    pub(crate) fn session_mut(&mut self, id: Uuid) -> Option<&mut Session> {
        self.places.get(&id).map(|place| &mut self.sessions[*place])
    }

    /// The session whose payment request that is.
    pub(crate) fn session_by_request(&self, request: Uuid) -> Option<&Session> {
        let mut sessions = self.sessions.iter();
        sessions.find(|session| session.api.request() == Some(request))
    }

    /// Makes a session of a checked order.
    pub(crate) fn open_session(
        &mut self,
        product: Product,
        api: Api,
        order: Order,
        now: Timestamp,
        lifetime: Duration,
    ) -> &Session {
        let id = self.random.uuid();
        let marks = Marks {
            aggregation: self.random.uuid(),
            agreement: self.random.uuid(),
            transaction: self.random.uuid(),
        };
        let expires_at = now.saturating_add(lifetime).unwrap_or(Timestamp::MAX);
        let place = self.sessions.len();
        self.places.insert(id, place);
        let mut session = Session::open(id, marks, product, api, order, now, expires_at);
        session.cast = self.casting.of(product);
        self.sessions.push(session);
        &self.sessions[place]
    }

    /// Ends every session whose time is up, and moves every debit whose day has come. Says whether there was any.
    pub(crate) fn expire_due(&mut self, now: Timestamp) -> bool {
        let mut any = false;
        for session in &mut self.sessions {
            any |= session.expire_if_due(now);
        }
        self.debits.go_on(now) || any
    }

    /// Hands out a token.
    pub(crate) fn issue_token(&mut self, now: Timestamp, lifetime: Duration) -> String {
        self.tokens.retain(|_, token| token.expires_at > now);
        let token = self.random.uuid().to_string();
        self.tokens.insert(
            token.clone(),
            Token {
                expires_at: now.saturating_add(lifetime).unwrap_or(Timestamp::MAX),
                sessions_started: 0,
            },
        );
        token
    }

    /// What a token is good for; nothing when it is unknown or too old.
    pub(crate) fn token(&self, token: &str, now: Timestamp) -> Option<Standing> {
        let token = self.tokens.get(token).filter(|t| t.expires_at > now)?;
        Some(match token.sessions_started {
            0 => Standing::Fresh,
            _ => Standing::Used,
        })
    }

    /// Notes that a token has started a session.
    pub(crate) fn use_token(&mut self, token: &str) {
        if let Some(token) = self.tokens.get_mut(token) {
            token.sessions_started = token.sessions_started.saturating_add(1);
        }
    }
}
