use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    clock::Clock,
    fault::Faults,
    random::Random,
    request::Requests,
    session::{Marks, Order, Product, Session},
    webhook::Delivery,
};

/// Everything that a twin knows, behind one lock.
pub(crate) struct Book {
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    pub(crate) faults: Faults,
    pub(crate) requests: Requests,
    pub(crate) deliveries: VecDeque<Delivery>,
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
    /// A book with the sessions of an earlier run, oldest first.
    pub(crate) fn new(clock: Clock, random: Random, sessions: Vec<Session>) -> Self {
        let places = sessions
            .iter()
            .enumerate()
            .map(|(place, session)| (session.id, place))
            .collect();
        Self {
            clock,
            random,
            faults: Faults::default(),
            requests: Requests::default(),
            deliveries: VecDeque::new(),
            tokens: HashMap::new(),
            sessions,
            places,
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

    /// Makes a session of a checked order.
    pub(crate) fn open_session(
        &mut self,
        product: Product,
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
        self.sessions
            .push(Session::open(id, marks, product, order, now, expires_at));
        &self.sessions[place]
    }

    /// Ends every session whose time is up. Says whether there was any.
    pub(crate) fn expire_due(&mut self, now: Timestamp) -> bool {
        let mut any = false;
        for session in &mut self.sessions {
            any |= session.expire_if_due(now);
        }
        any
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
