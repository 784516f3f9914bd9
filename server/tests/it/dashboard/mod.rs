mod browser;
mod endpoints;
mod figures;
mod matrix;
mod payments;
mod people;
mod person;
mod sign_in;
