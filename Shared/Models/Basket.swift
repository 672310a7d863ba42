/// What somebody means to buy, with or without an account.
package enum Basket {}
