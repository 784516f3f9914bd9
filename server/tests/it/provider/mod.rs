mod evidence;
mod guarantee;
mod signature;
mod webhook;
