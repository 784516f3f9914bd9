mod cancel;
mod claim;
mod create;
mod get;
mod linked;
mod list;
mod timeline;
