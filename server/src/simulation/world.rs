//! One world: a seed, a bank, a few hundred customers, and a server that lives, dies and lives
//! again among them.

use std::{collections::HashMap, fs, path::PathBuf, time::Duration};

use payment::{CheckoutId, MerchantId, Timestamp};
use store::{Claimed, NewMerchant};
use twin::{Credentials, TransferWebhooks, Webhook};

use super::{
    Plan, Planted,
    agenda::{Agenda, Appointment},
    bank::Bank,
    dice::Dice,
    ending,
    failure::Broken,
    lane::Lane,
    life::{self, Life, Server},
    perform::Held,
    post::{Letter, Post},
    report::Counts,
    shop::{Door, Shop},
    story::Story,
    trace::Trace,
};
use crate::{clock::Clock, config::Config};

/// The moment at which a seeded twin's clock stands: 2026-10-01, noon UTC.
pub(super) const START: Timestamp = Timestamp::from_micros(1_790_856_000_000_000);

/// How many checkouts a world has.
pub(crate) const CHECKOUTS: u64 = 250;

/// How long the shops are open: all checkouts are ordered in this time.
const OPEN: u64 = 15 * 60;

/// How many checkouts of a hundred are of the merchant who is notified.
const NOTIFIED: u64 = 35;

/// What webhooks are signed with here.
pub(super) const SECRET: &str = "a world's own";

/// The most that a machine's clock is set back while its server is down, in seconds.
const SET_BACK: u64 = 3 * 60 * 60;

/// A world.
#[derive(Debug)]
pub(super) struct World {
    pub(super) dice: Dice,
    pub(super) bank: Bank,
    pub(super) post: Post,
    pub(super) shop: Shop,
    pub(super) stories: Vec<Story>,
    pub(super) agenda: Agenda,
    pub(super) trace: Trace,
    pub(super) counts: Counts,
    /// One whose shop is notified, and one whose shop asks when it wants to know.
    pub(super) merchants: [MerchantId; 2],
    /// The moment it is, for everybody but the server, whose clock may be wrong.
    pub(super) now: Timestamp,
    pub(super) by_id: HashMap<CheckoutId, usize>,
    /// Webhooks on their way.
    pub(super) letters: Vec<Letter>,
    /// What the worker holds; gone with a crash.
    pub(super) work: Vec<Claimed>,
    /// Steps that stand still between two effects; gone with a crash.
    pub(super) held: Vec<Held>,
    pub(super) planted: Planted,
    config: Config,
    folder: PathBuf,
}

/// How one life of the server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// There is nothing left to do.
    Over,
    /// It died.
    Crash,
}

impl World {
    /// Makes the world of that seed.
    pub(super) fn open(plan: &Plan, seed: u64, lane: &Lane) -> Result<Self, Broken> {
        let folder = plan.folder.join(format!("world-{seed}"));
        fs::create_dir_all(&folder).map_err(|error| Broken::machine("the folder", &error))?;
        let mut dice = Dice::seeded(seed);
        let merchants = [dice.bytes(), dice.bytes()].map(MerchantId::from_bytes);
        let credentials = Credentials::generate([7; 64]);
        let transfer_webhooks = if dice.percent(50) {
            TransferWebhooks::Sent
        } else {
            TransferWebhooks::Silent
        };
        let shop_dice = Dice::seeded(dice.below(u64::MAX));
        let opening = async {
            let post = Post::open().await?;
            let webhook = Webhook {
                url: format!("{}/webhooks/flinks/{}", post.url, merchants[0]),
                secret: SECRET.to_owned(),
            };
            let bank = Bank::open(seed, credentials.clone(), transfer_webhooks, webhook).await?;
            let shop = Shop::open(shop_dice).await?;
            Ok::<_, Broken>((bank, post, shop))
        };
        let (bank, post, shop) = lane.outside().block_on(opening)?;
        let keys = format!(
            "[store]\nurl = \"sqlite://{}\"\n\
             [flinks]\nbase_url = \"{}\"\nclient_id = \"{}\"\nclient_secret = \"{}\"\n\
             api_key = \"{}\"\ncustomer_id = \"{}\"\nwebhook_secret = \"{SECRET}\"\ntimeout = 60\n\
             [notifications]\nallow_private = true\ntimeout = 60\n",
            folder.join("guichet.db").display(),
            bank.url,
            credentials.client_id,
            credentials.client_secret,
            credentials.api_key,
            credentials.customer_id,
        );
        let config = life::config(&folder, &keys)?;
        let mut world = Self {
            dice,
            bank,
            post,
            shop,
            stories: Vec::new(),
            agenda: Agenda::default(),
            trace: Trace::new(plan.telling),
            counts: Counts::default(),
            merchants,
            now: START,
            by_id: HashMap::new(),
            letters: Vec::new(),
            work: Vec::new(),
            held: Vec::new(),
            planted: plan.planted,
            config,
            folder,
        };
        world.cast(plan.checkouts_each);
        Ok(world)
    }

    /// Who will come, and when.
    fn cast(&mut self, checkouts: u64) {
        for (place, _) in (0..checkouts).enumerate() {
            let merchant = self.merchants[usize::from(!self.dice.percent(NOTIFIED))].clone();
            let story = Story::draw(place, merchant, &mut self.dice);
            self.by_id.insert(story.id.clone(), place);
            self.stories.push(story);
            self.meet(0, OPEN, Appointment::Order(place));
        }
        self.meet(60, 300, Appointment::Trouble);
        self.meet(300, 2_400, Appointment::ShopLeaves);
    }

    /// Notes that this is to happen, so many seconds from now.
    pub(super) fn meet(&mut self, from: u64, to: u64, what: Appointment) {
        let wait = self.dice.seconds(from, to);
        self.agenda.note(self.now.plus(wait), what);
    }

    /// Lives to the end: the digest of all that happened.
    pub(super) fn run(&mut self) -> Result<String, Broken> {
        let mut set_back = Duration::ZERO;
        loop {
            let clock = Clock::manual(self.now.minus(set_back));
            let life = Life::begin(&self.config, &clock)?;
            let end = life.live(async |mut server| {
                if self.counts.crashes == 0 {
                    self.found(&server).await?;
                }
                let end = self.live(&mut server).await;
                // They go with this life, and where it can see them off.
                self.held.clear();
                if end == Ok(End::Over) {
                    ending::of(self, &server).await?;
                }
                end
            })?;
            self.work.clear();
            match end {
                End::Over => break,
                End::Crash => {
                    self.counts.crashes += 1;
                    set_back = match self.dice.below(10) {
                        0 => self.dice.seconds(1, SET_BACK),
                        _ => Duration::ZERO,
                    };
                }
            }
        }
        self.counts.worlds = 1;
        self.counts.checkouts = u64::try_from(self.stories.len()).unwrap_or_default();
        let arrived: usize = self.shop.doors.iter().map(Door::count).sum();
        self.counts.arrived = u64::try_from(arrived).unwrap_or_default();
        self.counts.steps = self.trace.steps();
        self.counts.requests = self.bank.gate.requests();
        self.counts.lived = self.now.since(START);
        Ok(self.trace.digest())
    }

    async fn found(&self, server: &Server) -> Result<(), Broken> {
        for id in &self.merchants {
            let new = NewMerchant {
                id: id.clone(),
                name: "Maple & Pine".to_owned(),
                brand: "{}".to_owned(),
                webhook_secret: None,
                created_at: START,
            };
            let made = server.state.store.create_merchant(new).await;
            made.map_err(|error| Broken::machine("the store", &error))?;
        }
        self.sign_up(server).await
    }
}

impl Drop for World {
    fn drop(&mut self) {
        // It is in a folder for things that are thrown away.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
