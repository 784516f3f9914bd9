mod doctor;
mod grade;
mod help;
mod key;
mod merchant;
mod serve;
mod twin;
