"""Fills a freshly provisioned Samba domain: schema, organisation, accounts and rights, as told by JSON on standard input.

Python, because only Samba's own bindings can extend its schema and set the state of an account. Run by Debian's interpreter:
/usr/bin/python3 fill-domain.py <smb.conf>
"""

import json
import sys

import ldb
from samba import Ldb
from samba.auth import system_session
from samba.dcerpc import security
from samba.ndr import ndr_pack, ndr_unpack
from samba.param import LoadParm
from samba.samdb import SamDB

RELAX = 'relax:0'  # lets objectGUID be given
LONG_AGO = '116444736000000000'  # 1970-01-01, in 100 nanoseconds since 1601
SECOND = 10_000_000
PASSWORD_NEVER_EXPIRES = 0x10000
SYSTEM_SETS = ('whenCreated', 'whenChanged', 'name')  # the times are written raw afterwards


def main():
    plan = json.load(sys.stdin)
    accounts = plan['accounts']
    parameters = LoadParm()
    parameters.load(sys.argv[1])
    parameters.set('dsdb:schema update allowed', 'true')
    extend_schema(connect(parameters), plan['schema'])
    domain = connect(parameters)  # once more: with the new schema
    entries = parse_organization(domain, plan['organization'])
    add_organization(domain, entries)
    set_lockout(domain, plan['lockoutThreshold'])
    for account in accounts:
        add_account(domain, account, plan['password'])
    let_read(domain, plan['readers'], [account['name'] for account in accounts if account['mayRead']])
    outdated = [dn_of(domain, account) for account in accounts if account['state'] == 'password-expired']
    write_raw(parameters, str(domain.domain_dn()), {dn: {'pwdLastSet': [LONG_AGO]} for dn in outdated})
    write_raw(parameters, str(domain.get_config_basedn()), {str(entry.dn): times_of(entry) for entry in entries})


def connect(parameters):
    return SamDB(session_info=system_session(), lp=parameters)


def dn_of(database, account):
    return f'CN={account["name"]},CN=Users,{database.domain_dn()}'


def extend_schema(database, schema):
    """Each class can only build on what is already active."""
    known = {str(found['lDAPDisplayName']).lower() for found in database.search(
        str(database.get_schema_basedn()), ldb.SCOPE_ONELEVEL, attrs=['lDAPDisplayName']) if 'lDAPDisplayName' in found}
    attributes = [attribute for attribute in schema['attributes'] if attribute['name'].lower() not in known]
    classes = [each for each in schema['classes'] if each['name'].lower() not in known]
    database.transaction_start()
    for attribute in attributes:
        syntax, variant = ('2.5.5.10', '4') if attribute['octets'] else ('2.5.5.12', '64')
        add_to_schema(database, attribute, 'attributeSchema', {
            'attributeID': attribute['oid'], 'attributeSyntax': syntax, 'oMSyntax': variant, 'isSingleValued': 'FALSE'})
    database.transaction_commit()
    database.set_schema_update_now()
    for each in classes:
        add_to_schema(database, each, 'classSchema', {
            'governsID': each['oid'], 'subClassOf': each['parent'], 'objectClassCategory': '1', 'rDNAttID': 'cn',
            'possSuperiors': 'top', 'mayContain': [attribute['name'] for attribute in schema['attributes']],
            'defaultSecurityDescriptor': each['rights']})
        database.set_schema_update_now()


def add_to_schema(database, item, kind, more):
    database.add({'dn': f'CN={item["name"]},{database.get_schema_basedn()}', 'objectClass': ['top', kind],
                  'cn': item['name'], 'lDAPDisplayName': item['name'], **more})


def parse_organization(database, text):
    entries = [message for _, message in database.parse_ldif(text)]
    return [entry for entry in entries if not exists(database, entry.dn)]


def exists(database, dn):
    try:
        return len(database.search(dn, ldb.SCOPE_BASE, attrs=['cn'])) > 0
    except ldb.LdbError:
        return False


def add_organization(database, entries):
    database.transaction_start()
    for entry in entries:
        given = [name for name in entry.keys() if name not in ('dn', *SYSTEM_SETS)]
        values = {name: [bytes(value) for value in entry[name]] for name in given}
        database.add({'dn': entry.dn, **values}, controls=[RELAX])
    database.transaction_commit()


def times_of(entry):
    return {name: [bytes(value) for value in entry[name]] for name in ('whenCreated', 'whenChanged')}


def set_lockout(database, threshold):
    half_an_hour = str(-30 * 60 * SECOND)
    modify(database, str(database.domain_dn()), {
        'lockoutThreshold': str(threshold), 'lockoutDuration': half_an_hour, 'lockOutObservationWindow': half_an_hour,
        'maxPwdAge': str(-42 * 24 * 3600 * SECOND)})


def add_account(database, account, password):
    name, state = account['name'], account['state']
    database.newuser(name, password)
    changes = {'account-expired': {'accountExpires': LONG_AGO}, 'bad-hours': {'logonHours': bytes(21)},
               'must-change': {'pwdLastSet': '0'}}.get(state)
    if changes is not None:
        modify(database, dn_of(database, account), changes)
    if state == 'disabled':
        database.disable_account(f'(sAMAccountName={name})')


def let_read(database, group, members):
    """Lets a group read what stands at and below the Exchange container, by a right that is inherited."""
    database.newgroup(group)
    database.add_remove_group_members(group, members, add_members_operation=True)
    found = database.search(str(database.domain_dn()), expression=f'(sAMAccountName={group})', attrs=['objectSid'])[0]
    sid = ndr_unpack(security.dom_sid, found['objectSid'][0])
    domain_sid = security.dom_sid(database.get_domain_sid())
    container = f'CN=Microsoft Exchange,CN=Services,{database.get_config_basedn()}'
    found = database.search(container, ldb.SCOPE_BASE, attrs=['nTSecurityDescriptor'])[0]
    descriptor = ndr_unpack(security.descriptor, found['nTSecurityDescriptor'][0])
    descriptor.dacl_add(security.descriptor.from_sddl(f'D:(A;CI;RPLCLORC;;;{sid})', domain_sid).dacl.aces[0])
    modify(database, container, {'nTSecurityDescriptor': ndr_pack(descriptor)})


def write_raw(parameters, partition, changes):
    """Writes what Samba's modules would refuse, into the file of one partition."""
    folder = parameters.get('private dir')
    database = Ldb(f'tdb://{folder}/sam.ldb.d/{partition.upper()}.ldb', options=['modules:'])
    database.transaction_start()
    for dn, values in changes.items():
        modify(database, dn, values)
    database.transaction_commit()


def modify(database, dn, values):
    message = ldb.Message(ldb.Dn(database, dn))
    for name, value in values.items():
        message[name] = ldb.MessageElement(value, ldb.FLAG_MOD_REPLACE, name)
    database.modify(message)


main()
