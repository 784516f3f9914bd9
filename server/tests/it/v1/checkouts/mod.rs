mod cancel;
mod create;
mod get;
mod list;
mod timeline;
