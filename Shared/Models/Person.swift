/// Somebody with an account.
package enum Person {}
