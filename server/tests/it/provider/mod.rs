mod evidence;
mod webhook;
