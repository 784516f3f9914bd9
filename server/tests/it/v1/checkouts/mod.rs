mod cancel;
mod create;
mod get;
mod linked;
mod list;
mod timeline;
