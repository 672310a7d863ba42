# The page as Varnish composes it: edge side includes, every part in its cache, the visitor's part by visitor. @PORT@ is put in by the driver.
vcl 4.1;

backend parts { .host = "127.0.0.1"; .port = "@PORT@"; }

sub vcl_recv {
    # A cookie would make it pass; it is part of the visitor's part's key instead.
    set req.http.X-Visitor = regsub(req.http.Cookie, "^visitor=(\d+)$", "\1");
    unset req.http.Cookie;
    if (req.url ~ "/visitor/") { set req.url = req.url + "/" + req.http.X-Visitor; }
    return (hash);
}

sub vcl_backend_response {
    set beresp.ttl = 1h;
    set beresp.do_esi = bereq.url == "/";
}
