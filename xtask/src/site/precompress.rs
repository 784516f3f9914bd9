//! Compresses once, so that no request has to.

use std::io::Write as _;

use super::Kind;

const IN_MEMORY: &str = "writing to memory cannot fail";

/// Brotli, with the largest window that browsers accept.
pub(super) fn brotli(bytes: &[u8], kind: Kind) -> Vec<u8> {
    let quality = match kind {
        Kind::Dev => 5,
        Kind::Release => 11,
    };
    let mut out = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 22);
    out.write_all(bytes).expect(IN_MEMORY);
    out.into_inner()
}

/// Gzip, for the few clients without brotli.
pub(super) fn gzip(bytes: &[u8], kind: Kind) -> Vec<u8> {
    let level = match kind {
        Kind::Dev => flate2::Compression::fast(),
        Kind::Release => flate2::Compression::best(),
    };
    let mut out = flate2::write::GzEncoder::new(Vec::new(), level);
    out.write_all(bytes).expect(IN_MEMORY);
    out.finish().expect(IN_MEMORY)
}
