//! A server of the domain name system, over UDP and TCP, that says what it is told to.

use std::{
    collections::HashMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use hickory_resolver::proto::{
    op::{Message, OpCode, ResponseCode},
    rr::{
        Name, RData, Record, RecordType,
        rdata::{CNAME, TXT},
    },
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream, UdpSocket},
    task::JoinHandle,
};

/// What it says of a name.
#[derive(Clone, Debug)]
pub(crate) enum Says {
    /// These texts, each in one record.
    Texts(Vec<String>),
    /// One text, cut into the parts of one record.
    Parts(Vec<String>),
    /// That it is the other name, of which it says what it says of that.
    Is(&'static str),
    /// These texts, and that they are the other name's.
    TextsOf(&'static str, Vec<String>),
    /// That it will not say.
    Failure,
    /// Nothing at all.
    Silence,
    /// What is no answer.
    Rubbish,
    /// The right texts to another question.
    OtherQuestion(Vec<String>),
}

#[derive(Debug, Default)]
struct Zone(Mutex<HashMap<String, Says>>);

/// It runs until it is dropped. What it was not told of is not there.
pub(crate) struct Names {
    pub(crate) addr: SocketAddr,
    zone: Arc<Zone>,
    serving: [JoinHandle<()>; 2],
}

impl Drop for Names {
    fn drop(&mut self) {
        for serving in &self.serving {
            serving.abort();
        }
    }
}

impl Names {
    pub(crate) async fn open() -> Self {
        let (udp, tcp) = loop {
            let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
            // The same port may be somebody's for the other.
            if let Ok(udp) = UdpSocket::bind(tcp.local_addr().unwrap()).await {
                break (udp, tcp);
            }
        };
        let (addr, zone) = (tcp.local_addr().unwrap(), Arc::<Zone>::default());
        let serving = [
            tokio::spawn(over_udp(udp, Arc::clone(&zone))),
            tokio::spawn(over_tcp(tcp, Arc::clone(&zone))),
        ];
        Self {
            addr,
            zone,
            serving,
        }
    }

    /// From now on it says that of the name.
    pub(crate) fn say(&self, name: &str, says: Says) {
        let mut zone = self.zone.0.lock().unwrap();
        zone.insert(name.to_owned(), says);
    }

    /// From now on the name is not there.
    pub(crate) fn forget(&self, name: &str) {
        self.zone.0.lock().unwrap().remove(name);
    }
}

async fn over_udp(socket: UdpSocket, zone: Arc<Zone>) {
    let mut buffer = [0; 4096];
    loop {
        let Ok((length, from)) = socket.recv_from(&mut buffer).await else {
            continue;
        };
        let Some(answer) = zone.answer(&buffer[..length], 1200) else {
            continue;
        };
        drop(socket.send_to(&answer, from).await);
    }
}

async fn over_tcp(listener: TcpListener, zone: Arc<Zone>) {
    while let Ok((stream, _)) = listener.accept().await {
        let zone = Arc::clone(&zone);
        tokio::spawn(async move { drop(converse(stream, &zone).await) });
    }
}

async fn converse(mut stream: TcpStream, zone: &Zone) -> io::Result<()> {
    loop {
        let length = stream.read_u16().await?;
        let mut asked = vec![0; length.into()];
        stream.read_exact(&mut asked).await?;
        if let Some(answer) = zone.answer(&asked, usize::from(u16::MAX)) {
            stream.write_u16(answer.len().try_into().unwrap()).await?;
            stream.write_all(&answer).await?;
        }
    }
}

impl Zone {
    /// In so many bytes; cut off, and marked so, where it would be more.
    fn answer(&self, asked: &[u8], room: usize) -> Option<Vec<u8>> {
        let asked = Message::from_vec(asked).ok()?;
        let query = asked.queries.first()?.clone();
        let mut answer = Message::response(asked.metadata.id, OpCode::Query);
        answer.add_query(query.clone());
        let name = query.name().clone();
        let says = self.0.lock().unwrap().get(&plain(&name)).cloned();
        let text = |name: &Name, parts: Vec<String>| {
            Record::from_rdata(name.clone(), 60, RData::TXT(TXT::new(parts)))
        };
        let each = |name: &Name, texts: Vec<String>| -> Vec<Record> {
            let texts = texts.into_iter();
            texts.map(|one| text(name, vec![one])).collect()
        };
        let alias = |to: &Name| {
            let rdata = RData::CNAME(CNAME(to.clone()));
            Record::from_rdata(name.clone(), 60, rdata)
        };
        let is_text = query.query_type() == RecordType::TXT;
        match says {
            Some(Says::Texts(texts)) if is_text => {
                answer.add_answers(each(&name, texts));
            }
            Some(Says::Parts(parts)) if is_text => {
                answer.add_answer(text(&name, parts));
            }
            Some(Says::Is(other)) => {
                answer.add_answer(alias(&read(other)));
            }
            Some(Says::TextsOf(other, texts)) => {
                let other = read(other);
                answer.add_answer(alias(&other));
                answer.add_answers(each(&other, texts));
            }
            Some(Says::OtherQuestion(texts)) => {
                answer.queries.clear();
                let mut other = query;
                other.set_name(read("elsewhere.example."));
                answer.add_query(other);
                answer.add_answers(each(&name, texts));
            }
            Some(Says::Failure) => answer.metadata.response_code = ResponseCode::ServFail,
            Some(Says::Silence) => return None,
            Some(Says::Rubbish) => return Some(vec![0xff; 40]),
            Some(Says::Texts(_) | Says::Parts(_)) => {}
            None => answer.metadata.response_code = ResponseCode::NXDomain,
        }
        let whole = answer.to_vec().unwrap();
        if whole.len() <= room {
            return Some(whole);
        }
        Some(answer.truncate().to_vec().unwrap())
    }
}

fn read(name: &str) -> Name {
    Name::from_ascii(name).unwrap()
}

/// As it is told here: in lower case, without the last dot.
fn plain(name: &Name) -> String {
    name.to_ascii().trim_end_matches('.').to_ascii_lowercase()
}
