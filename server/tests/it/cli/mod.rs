mod doctor;
mod help;
mod key;
mod merchant;
mod serve;
mod twin;
