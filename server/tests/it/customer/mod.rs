mod code;
mod ending;
mod events;
mod forms;
mod headers;
mod link;
mod page;
mod trouble;
