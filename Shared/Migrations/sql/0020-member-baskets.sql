-- Why: who signs in takes along what they have chosen before, and finds it wherever they sign in next. So a basket is a browser's, which carries
-- its id, or a member's, whose id no browser carries. What was moved into it is said until its member has seen it.
-- compatible_from: 1

alter table cart.baskets
    add column person_id uuid,
    add column adopted integer not null default 0,
    add column left_out integer not null default 0,
    add constraint baskets_adoption check (adopted >= 0 and left_out >= 0 and (person_id is not null or adopted + left_out = 0));

create unique index baskets_of_person on cart.baskets (person_id) where person_id is not null;
