mod ending;
mod events;
mod forms;
mod headers;
mod page;
mod trouble;
