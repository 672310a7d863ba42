-- Why: a basket shows the prices of now, and says so when one is another than the one for which somebody put a thing in.
-- compatible_from: 1

-- Of one of it, in minor units of its market's currency, when its number was last set; null for what was put in before this was kept.
alter table cart.basket_items add column seen_price bigint;
