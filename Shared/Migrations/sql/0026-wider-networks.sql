-- Why: whoever has one network of version 6 has 65 536 of those that sign-ins are counted by, so the wider one is counted too: by itself, and with the
-- address that is written to, so that nobody uses up another's mails (decision 0042). Of the site's limit, only what was mailed is a part.
-- compatible_from: 1

alter table account.sign_ins
    -- A keyed hash, as network_key is. Null in a row of a program of before.
    add column wider_network_key bytea,
    add constraint sign_ins_wider_network_key_length check (octet_length(wider_network_key) = 32);

create index sign_ins_from_wider_network on account.sign_ins (wider_network_key, begun_at desc);
create index sign_ins_mailed_at on account.sign_ins (begun_at desc) where is_mailed;
