//! Where randomness comes in.

/// Sixteen bytes that sort by the moment they were made and cannot be guessed whole:
/// a UUID version 7. For names, not for secrets.
pub(crate) fn ordered() -> [u8; 16] {
    uuid::Uuid::now_v7().into_bytes()
}

/// Bytes that nobody can guess. For secrets.
pub(crate) fn secret<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .expect("the operating system has randomness, or nothing here is safe");
    bytes
}
