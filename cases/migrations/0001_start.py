"""All tables of the first version, with what the database itself refuses."""

from __future__ import annotations

import datetime
import uuid

import django.contrib.auth.validators
import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cases.models.fields
import cases.models.user
import cases.validators


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organ",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=20,
                        unique=True,
                        validators=[cases.validators.plain_line],
                        verbose_name="行政区划代码",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=100, validators=[cases.validators.plain_line], verbose_name="复议机关"),
                ),
                (
                    "institution",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=100,
                        validators=[cases.validators.plain_line],
                        verbose_name="复议机构",
                    ),
                ),
                (
                    "number_pattern",
                    models.CharField(
                        default="望政复〔{year}〕{serial}号",
                        max_length=100,
                        validators=[cases.validators.number_pattern],
                        verbose_name="案号格式",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subordinates",
                        to="cases.organ",
                        verbose_name="上级机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "复议机关",
                "verbose_name_plural": "复议机关",
                "ordering": ["code"],
                "default_permissions": ("view", "add", "change"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("code"), 20
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("name"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("institution"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("number_pattern"), 100
                            ),
                        ),
                        name="organ_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        max_length=40, unique=True, validators=[cases.validators.plain_line], verbose_name="代码"
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=100, validators=[cases.validators.plain_line], verbose_name="名称"),
                ),
                (
                    "short_name",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=50,
                        validators=[cases.validators.plain_line],
                        verbose_name="简称",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("township", "乡镇政府"),
                            ("county_department", "县级政府的部门"),
                            ("county", "县级政府"),
                            ("city_department", "市（地）级政府的部门"),
                            ("city", "市（地）级政府"),
                            ("province_department", "省级政府的部门"),
                            ("province", "省级政府"),
                            ("state_department", "国务院部门"),
                            ("other", "其他"),
                        ],
                        max_length=32,
                        verbose_name="类型",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        blank=True,
                        help_text="空：不由本系统管辖",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agencies",
                        to="cases.organ",
                        verbose_name="有管辖权的本系统复议机关",
                    ),
                ),
                (
                    "competent",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="有管辖权的机关（含条文）",
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="设立日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="撤销日期")),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.agency",
                        verbose_name="继续行使职权的机关",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政机关",
                "verbose_name_plural": "行政机关",
                "ordering": ["code"],
                "default_permissions": ("view", "add", "change"),
                "indexes": [models.Index(fields=["name"], name="agency_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "type__in",
                                [
                                    "township",
                                    "county_department",
                                    "county",
                                    "city_department",
                                    "city",
                                    "province_department",
                                    "province",
                                    "state_department",
                                    "other",
                                ],
                            )
                        ),
                        name="agency_type_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="agency_valid_in_order",
                        violation_error_message="撤销日期不能早于设立日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("successor", models.F("id")), _negated=True),
                        name="agency_not_own_successor",
                        violation_error_message="机关不能由自身继续行使职权",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("code"), 40
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("name"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("short_name"), 50
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("competent"), 200
                            ),
                        ),
                        name="agency_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Code",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "list",
                    models.CharField(max_length=32, validators=[cases.validators.plain_line], verbose_name="列表"),
                ),
                (
                    "code",
                    models.CharField(max_length=40, validators=[cases.validators.plain_line], verbose_name="代码"),
                ),
                (
                    "label",
                    models.CharField(max_length=100, validators=[cases.validators.plain_line], verbose_name="名称"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="顺序")),
                ("active", models.BooleanField(default=True, verbose_name="启用")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
            ],
            options={
                "verbose_name": "代码",
                "verbose_name_plural": "代码表",
                "ordering": ["list", "order", "code"],
                "default_permissions": ("view", "add", "change"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("list", "code"), name="code_unique", violation_error_message="该列表中已有此代码"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("list"), 32
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("code"), 40
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("label"), 100
                            ),
                        ),
                        name="code_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=50,
                        validators=[cases.validators.plain_line],
                        verbose_name="姓名",
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="cases.organ",
                        verbose_name="复议机关",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "用户",
                "verbose_name_plural": "用户",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"),
                        name="user_username_unique_nocase",
                        violation_error_message="该用户名已存在",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_superuser", True), ("organ__isnull", False), _connector="OR"),
                        name="user_organ_unless_superuser",
                        violation_error_message="除超级用户外，须选择所属复议机关",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("username"), 150
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("name"), 50
                            ),
                        ),
                        name="user_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
            managers=[
                ("objects", cases.models.user.Users()),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organ",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.organ",
                        verbose_name="复议机关",
                    ),
                ),
                (
                    "edition",
                    models.CharField(
                        choices=[
                            ("2017", "2017年修正"),
                            ("2023", "2023年修订"),
                            ("2026", "2023年修订（2026年实施条例）"),
                        ],
                        max_length=32,
                        verbose_name="适用的法律文本",
                    ),
                ),
                (
                    "procedure",
                    models.CharField(
                        choices=[("ordinary", "普通程序"), ("summary", "简易程序")],
                        default="ordinary",
                        max_length=32,
                        verbose_name="审理程序",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("accepted", "已收件"),
                            ("filed", "已立案"),
                            ("concluded", "已办结"),
                            ("not_filed", "未立案终结"),
                        ],
                        max_length=32,
                        verbose_name="状态",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("screening", "审查"),
                            ("supplementing", "补正中"),
                            ("under_review", "审理中"),
                            ("suspended", "中止"),
                            ("to_be_served", "待送达"),
                            ("served", "已送达"),
                            ("closed", "已结"),
                        ],
                        max_length=32,
                        verbose_name="阶段",
                    ),
                ),
                ("accepted_on", models.DateField(verbose_name="收件日期")),
                ("filed_on", models.DateField(null=True, verbose_name="立案日期")),
                ("deemed_filed", models.BooleanField(default=False, verbose_name="视为受理")),
                ("concluded_on", models.DateField(null=True, verbose_name="办结日期")),
                ("closed_on", models.DateField(null=True, verbose_name="终了日期")),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refused", "不予受理"),
                            ("redirected", "告知或转送"),
                            ("abandoned", "视为放弃"),
                            ("withdrawn", "撤回"),
                            ("settled", "案前化解"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="未立案方式",
                    ),
                ),
                ("deemed_abandoned", models.BooleanField(default=False, verbose_name="视为放弃")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("altered", "变更"),
                            ("revoked", "撤销"),
                            ("partly_revoked", "部分撤销"),
                            ("declared_unlawful", "确认违法"),
                            ("declared_void", "确认无效"),
                            ("ordered_to_perform", "责令履行"),
                            ("upheld", "维持"),
                            ("claim_rejected", "驳回请求"),
                            ("dismissed", "驳回申请"),
                            ("terminated", "终止"),
                            ("mediated", "调解"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="结案方式",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="结案事由",
                    ),
                ),
                (
                    "withdrawal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("voluntary", "申请人自愿撤回"),
                            ("settled", "达成和解后撤回"),
                            ("respondent_changed", "被申请人改变行政行为后撤回"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="撤回原因",
                    ),
                ),
                ("voided_on", models.DateField(null=True, verbose_name="作废日期")),
                ("served_on", models.DateField(null=True, verbose_name="送达日期")),
                ("archived_on", models.DateField(null=True, verbose_name="归档日期")),
                ("suspended_on", models.DateField(null=True, verbose_name="中止日期")),
                ("stopped_days", models.PositiveIntegerField(default=0, verbose_name="停止天数")),
                ("extended_days", models.PositiveIntegerField(default=0, verbose_name="延长天数")),
                ("decision_due_on", models.DateField(null=True, verbose_name="复议期限")),
                ("decision_original_due_on", models.DateField(null=True, verbose_name="复议期限（不含延长）")),
                ("due_on", models.DateField(null=True, verbose_name="最近期限")),
                (
                    "due_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("application", "申请期限"),
                            ("screening", "审查申请"),
                            ("supplement_notice", "通知补正"),
                            ("supplement", "补正"),
                            ("forwarding", "转送"),
                            ("agreement", "协商管辖"),
                            ("copy", "发送申请书副本"),
                            ("answer", "书面答复"),
                            ("hearing_notice", "通知听证"),
                            ("decision", "作出复议决定"),
                            ("normative_transfer", "转送规范性文件"),
                            ("normative_handling", "处理规范性文件"),
                            ("normative_notice", "通知制定机关"),
                            ("normative_reply", "制定机关书面答复"),
                            ("normative_answer", "受转送机关回复"),
                            ("suspension_limit", "中止满六十日"),
                            ("public_notice", "公告送达"),
                            ("opinion_feedback", "意见书反馈"),
                            ("remake", "重新作出行政行为"),
                            ("performance", "履行"),
                            ("court_action", "起诉期限"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="最近期限的种类",
                    ),
                ),
                ("provisional", models.BooleanField(default=False, verbose_name="期限为暂定")),
                ("findings", models.JSONField(default=list, verbose_name="提示")),
                ("has_finding", models.BooleanField(default=False, verbose_name="有提示")),
                ("sued_on", models.DateField(null=True, verbose_name="起诉日期")),
                ("opinion_issued_on", models.DateField(null=True, verbose_name="意见书制发日期")),
                ("opinion_answered_on", models.DateField(null=True, verbose_name="意见书反馈日期")),
                ("normative_review_on", models.DateField(null=True, verbose_name="附带审查申请日期")),
                (
                    "compensation",
                    models.DecimalField(decimal_places=2, max_digits=16, null=True, verbose_name="赔偿数额（元）"),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.agency",
                        verbose_name="被申请人",
                    ),
                ),
                (
                    "respondent_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("township", "乡镇政府"),
                            ("county_department", "县级政府的部门"),
                            ("county", "县级政府"),
                            ("city_department", "市（地）级政府的部门"),
                            ("city", "市（地）级政府"),
                            ("province_department", "省级政府的部门"),
                            ("province", "省级政府"),
                            ("state_department", "国务院部门"),
                            ("other", "其他"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="被申请人类型",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="申请复议事项",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="行政管理领域",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("post", "邮寄"),
                            ("online", "网上"),
                            ("oral", "口头"),
                            ("forwarded", "转送"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="收件方式",
                    ),
                ),
                (
                    "applicant_type",
                    models.CharField(
                        blank=True,
                        choices=[("person", "公民"), ("firm", "法人"), ("other", "其他组织")],
                        default="",
                        max_length=32,
                        verbose_name="申请人类型",
                    ),
                ),
                ("applicants_count", models.PositiveIntegerField(default=1, verbose_name="申请人人数")),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="主办",
                    ),
                ),
                (
                    "number",
                    models.CharField(max_length=64, validators=[cases.validators.plain_line], verbose_name="案号"),
                ),
                (
                    "external_ref",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=100,
                        validators=[cases.validators.plain_line],
                        verbose_name="外部编号",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, verbose_name="版本")),
                ("events_count", models.PositiveIntegerField(default=0, verbose_name="事项数")),
                ("head", models.CharField(blank=True, default="", max_length=64, verbose_name="链尾")),
                ("recorded_at", models.DateTimeField(verbose_name="最近登记时间")),
                ("last_event_on", models.DateField(verbose_name="最近事项日期")),
                ("next_change_on", models.DateField(null=True, verbose_name="下次自动变化日期")),
                ("due_key", models.DateField(default=datetime.date(9999, 12, 31), verbose_name="最近期限（排序用）")),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="协办",
                    ),
                ),
                (
                    "applicants",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="申请人",
                    ),
                ),
                (
                    "request",
                    models.TextField(
                        blank=True, default="", validators=[cases.validators.plain_text], verbose_name="复议请求"
                    ),
                ),
                (
                    "reasons",
                    models.TextField(
                        blank=True, default="", validators=[cases.validators.plain_text], verbose_name="事实和理由"
                    ),
                ),
                ("search_text", models.TextField(blank=True, default="", editable=False, verbose_name="检索文字")),
                ("imported", models.BooleanField(default=False, verbose_name="由台账导入")),
                ("created_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "复议案件",
                "verbose_name_plural": "复议案件",
                "permissions": [
                    ("register_case", "登记申请"),
                    ("handle_case", "办理案件"),
                    ("assign_case", "指定承办人"),
                    ("classify_case", "调整分类"),
                    ("retract_event", "撤回事项"),
                    ("void_case", "作废案件"),
                    ("import_cases", "导入台账"),
                    ("export_cases", "导出案件"),
                    ("reveal_personal", "查看完整个人信息"),
                ],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["organ", "due_key", "id"], name="case_by_due"),
                    models.Index(fields=["organ", "handler", "due_key", "id"], name="case_by_handler"),
                    models.Index(fields=["organ", "second", "due_key", "id"], name="case_by_second"),
                    models.Index(fields=["organ", "state", "due_key", "id"], name="case_by_state"),
                    models.Index(fields=["organ", "stage", "due_key", "id"], name="case_by_stage"),
                    models.Index(fields=["organ", "respondent", "due_key", "id"], name="case_by_respondent"),
                    models.Index(fields=["organ", "matter", "due_key", "id"], name="case_by_matter"),
                    models.Index(fields=["organ", "accepted_on", "id"], name="case_by_accepted"),
                    models.Index(fields=["organ", "filed_on", "id"], name="case_by_filed"),
                    models.Index(fields=["organ", "closed_on", "id"], name="case_by_closed"),
                    models.Index(fields=["due_key", "id"], name="case_due"),
                    models.Index(fields=["next_change_on", "id"], name="case_next_change"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("edition__in", ["2017", "2023", "2026"])),
                        name="case_edition_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("procedure__in", ["ordinary", "summary"])),
                        name="case_procedure_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["accepted", "filed", "concluded", "not_filed"])),
                        name="case_state_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "screening",
                                    "supplementing",
                                    "under_review",
                                    "suspended",
                                    "to_be_served",
                                    "served",
                                    "closed",
                                ],
                            )
                        ),
                        name="case_stage_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disposition__in", ["refused", "redirected", "abandoned", "withdrawn", "settled", ""])
                        ),
                        name="case_disposition_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "altered",
                                    "revoked",
                                    "partly_revoked",
                                    "declared_unlawful",
                                    "declared_void",
                                    "ordered_to_perform",
                                    "upheld",
                                    "claim_rejected",
                                    "dismissed",
                                    "terminated",
                                    "mediated",
                                    "",
                                ],
                            )
                        ),
                        name="case_outcome_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawal__in", ["voluntary", "settled", "respondent_changed", ""])),
                        name="case_withdrawal_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due_kind__in",
                                [
                                    "application",
                                    "screening",
                                    "supplement_notice",
                                    "supplement",
                                    "forwarding",
                                    "agreement",
                                    "copy",
                                    "answer",
                                    "hearing_notice",
                                    "decision",
                                    "normative_transfer",
                                    "normative_handling",
                                    "normative_notice",
                                    "normative_reply",
                                    "normative_answer",
                                    "suspension_limit",
                                    "public_notice",
                                    "opinion_feedback",
                                    "remake",
                                    "performance",
                                    "court_action",
                                    "",
                                ],
                            )
                        ),
                        name="case_due_kind_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "respondent_type__in",
                                [
                                    "township",
                                    "county_department",
                                    "county",
                                    "city_department",
                                    "city",
                                    "province_department",
                                    "province",
                                    "state_department",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="case_respondent_type_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["in_person", "post", "online", "oral", "forwarded", ""])),
                        name="case_channel_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("applicant_type__in", ["person", "firm", "other", ""])),
                        name="case_applicant_type_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on", models.F("concluded_on")),
                                ("concluded_on__isnull", False),
                                ("state", "concluded"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "concluded"), _negated=True),
                                ("concluded_on__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="case_concluded_iff_dated",
                        violation_error_message="已办结的案件须有办结日期和结案方式，未办结的不得有",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", False),
                                ("state", "not_filed"),
                                models.Q(("disposition", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "not_filed"), _negated=True), ("disposition", "")),
                            _connector="OR",
                        ),
                        name="case_not_filed_iff_disposed",
                        violation_error_message="未立案终结的案件须有终了日期和未立案方式，其他案件不得有",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("state__in", ["concluded", "not_filed"])),
                            models.Q(
                                models.Q(("state__in", ["concluded", "not_filed"]), _negated=True),
                                ("closed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="case_closed_iff_ended",
                        violation_error_message="终了日期与案件状态不符",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("filed_on__isnull", True), ("filed_on__gte", models.F("accepted_on")), _connector="OR"
                            ),
                            models.Q(
                                ("closed_on__isnull", True),
                                ("closed_on__gte", models.F("accepted_on")),
                                _connector="OR",
                            ),
                        ),
                        name="case_dates_in_order",
                        violation_error_message="立案、办结日期不能早于收件日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deemed_filed", False), ("filed_on__isnull", False), _connector="OR"),
                        name="case_deemed_has_date",
                        violation_error_message="视为受理须有立案日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "suspended"), _negated=True),
                            ("suspended_on__isnull", False),
                            _connector="OR",
                        ),
                        name="case_suspended_has_date",
                        violation_error_message="中止的案件须有中止日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_kind", ""), ("due_on__isnull", True)),
                            models.Q(("due_on__isnull", False), models.Q(("due_kind", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="case_due_has_kind",
                        violation_error_message="最近期限须有种类",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("voided_on__isnull", True)),
                            (
                                "due_kind__in",
                                ["", "court_action", "remake", "performance", "opinion_feedback", "public_notice"],
                            ),
                            _connector="OR",
                        ),
                        name="case_nothing_due_when_closed",
                        violation_error_message="案件已终了，不得再有未完成的办案期限",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("applicants_count__gte", 1)),
                        name="case_applicants_counted",
                        violation_error_message="申请人至少一人",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("ground"), 200
                            )
                        ),
                        name="case_ground_length",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                    models.UniqueConstraint(
                        fields=("organ", "number"), name="case_number_unique", violation_error_message="该案号已存在"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("external_ref", ""), _negated=True),
                        fields=("organ", "external_ref"),
                        name="case_external_ref_unique",
                        violation_error_message="该外部编号已存在",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="case_has_number",
                        violation_error_message="案件须有案号",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="case_version_positive",
                        violation_error_message="版本号从1开始",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_key", datetime.date(9999, 12, 31)), ("due_on__isnull", True)),
                            models.Q(("due_key", models.F("due_on")), ("due_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_due_key_follows",
                        violation_error_message="排序用的期限与最近期限不符",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second__isnull", True),
                            ("handler__isnull", True),
                            models.Q(("second", models.F("handler")), _negated=True),
                            _connector="OR",
                        ),
                        name="case_handlers_differ",
                        violation_error_message="主办与协办不能是同一人",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("number"), 64
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("external_ref"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("applicants"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("head"), 64
                            ),
                        ),
                        name="case_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("decision", "行政行为"), ("omission", "不作为")],
                        default="decision",
                        max_length=16,
                        verbose_name="种类",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="申请复议事项",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="行政管理领域",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="名称",
                    ),
                ),
                (
                    "document_number",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=100,
                        validators=[cases.validators.plain_line],
                        verbose_name="文书编号",
                    ),
                ),
                ("made_on", models.DateField(blank=True, null=True, verbose_name="作出日期")),
                ("known_on", models.DateField(blank=True, null=True, verbose_name="知道日期")),
                ("served_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                ("remedy_stated", models.BooleanField(blank=True, null=True, verbose_name="已告知复议权利和期限")),
                ("remedy_known_on", models.DateField(blank=True, null=True, verbose_name="知道复议权利和期限的日期")),
                ("real_estate", models.BooleanField(default=False, verbose_name="涉及不动产")),
                ("requested_on", models.DateField(blank=True, null=True, verbose_name="请求履行职责的日期")),
                ("duty_due_on", models.DateField(blank=True, null=True, verbose_name="履行职责期限届满日")),
                ("obstacles", models.JSONField(blank=True, default=list, verbose_name="耽误期限的障碍")),
                (
                    "limit_days",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="法律规定的较长申请期限（日）"),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=16, null=True, verbose_name="涉案金额（元）"
                    ),
                ),
                (
                    "respondents",
                    models.ManyToManyField(blank=True, related_name="acts", to="cases.agency", verbose_name="被申请人"),
                ),
            ],
            options={
                "verbose_name": "被申请复议的行政行为",
                "verbose_name_plural": "被申请复议的行政行为",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("document_number", ""), _negated=True),
                        fields=["document_number"],
                        name="act_by_document_number",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["decision", "omission"])),
                        name="act_kind_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="act_amount_not_negative",
                        violation_error_message="金额不能为负数",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("title"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("document_number"), 100
                            ),
                        ),
                        name="act_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("cases", models.PositiveBigIntegerField(verbose_name="案件数")),
                ("events", models.PositiveBigIntegerField(verbose_name="事项数")),
                ("root", models.CharField(max_length=64, verbose_name="根校验值")),
            ],
            options={
                "verbose_name": "存证",
                "verbose_name_plural": "存证",
                "ordering": ["-id"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length("root"), 64)
                        ),
                        name="anchor_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="承办人",
                    ),
                ),
                (
                    "role",
                    models.CharField(choices=[("lead", "主办"), ("second", "协办")], max_length=8, verbose_name="分工"),
                ),
                ("since", models.DateField(verbose_name="自")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
            ],
            options={
                "verbose_name": "承办",
                "verbose_name_plural": "承办",
                "ordering": ["case", "since", "role"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["lead", "second"])),
                        name="assignment_role_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="assignment_in_order",
                        violation_error_message="起止日期颠倒",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("case", "role"),
                        name="assignment_one_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="顺序")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("applicant", "申请人"),
                            ("respondent", "被申请人"),
                            ("third_party", "第三人"),
                            ("representative", "代表人"),
                            ("agent", "代理人"),
                        ],
                        max_length=32,
                        verbose_name="身份",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[("person", "公民"), ("firm", "法人"), ("other", "其他组织")],
                        default="",
                        max_length=32,
                        verbose_name="类型",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=100, validators=[cases.validators.plain_line], verbose_name="姓名或者名称"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.agency",
                        verbose_name="行政机关",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("male", "男"), ("female", "女")],
                        default="",
                        max_length=8,
                        verbose_name="性别",
                    ),
                ),
                ("birth_on", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                ("id_number", cases.models.fields.EncryptedField(blank=True, default="", verbose_name="身份证号")),
                (
                    "id_index",
                    models.CharField(
                        blank=True, default="", editable=False, max_length=64, verbose_name="身份证号索引"
                    ),
                ),
                (
                    "credit_code",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=18,
                        validators=[cases.validators.plain_line],
                        verbose_name="统一社会信用代码",
                    ),
                ),
                ("phone", cases.models.fields.EncryptedField(blank=True, default="", verbose_name="电话")),
                ("address", cases.models.fields.EncryptedField(blank=True, default="", verbose_name="地址")),
                (
                    "represents",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
                        verbose_name="代表或者代理",
                    ),
                ),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="参加日期")),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="退出日期")),
            ],
            options={
                "verbose_name": "当事人",
                "verbose_name_plural": "当事人",
                "ordering": ["case", "position"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("id_index", ""), _negated=True),
                        fields=["id_index"],
                        name="party_by_id_number",
                    ),
                    models.Index(
                        condition=models.Q(("credit_code", ""), _negated=True),
                        fields=["credit_code"],
                        name="party_by_credit_code",
                    ),
                    models.Index(fields=["name"], name="party_by_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "position"),
                        name="party_position_unique",
                        violation_error_message="当事人顺序重复",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["applicant", "respondent", "third_party", "representative", "agent"])
                        ),
                        name="party_role_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("type__in", ["person", "firm", "other", ""])),
                        name="party_type_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["male", "female", ""])),
                        name="party_sex_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="party_has_name",
                        violation_error_message="当事人须有姓名或者名称",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on__isnull", True),
                            ("joined_on__isnull", True),
                            ("left_on__gte", models.F("joined_on")),
                            _connector="OR",
                        ),
                        name="party_left_after_joined",
                        violation_error_message="退出日期不能早于参加日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("name"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("credit_code"), 18
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("id_index"), 64
                            ),
                        ),
                        name="party_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("seq", models.PositiveIntegerField(verbose_name="序号")),
                ("call", models.PositiveIntegerField(verbose_name="批次")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("received", "收件"),
                            ("supplement_requested", "通知补正"),
                            ("supplement_extended", "延长补正期限"),
                            ("supplemented", "收到补正材料"),
                            ("not_filed", "未立案终结"),
                            ("filed", "立案"),
                            ("procedure_switched", "变更审理程序"),
                            ("copy_sent", "发送申请书副本"),
                            ("copy_delivered", "副本送达被申请人"),
                            ("answered", "书面答复"),
                            ("opinion_heard", "听取意见"),
                            ("hearing_notified", "通知听证"),
                            ("hearing_held", "举行听证"),
                            ("committee_consulted", "咨询复议委员会"),
                            ("execution_stayed", "停止执行"),
                            ("extended", "延长审理期限"),
                            ("suspended", "中止"),
                            ("resumed", "恢复审理"),
                            ("clock_stopped", "停止计算期限"),
                            ("clock_restarted", "恢复计算期限"),
                            ("normative_review_requested", "提出附带审查"),
                            ("normative_notified", "通知制定机关"),
                            ("normative_transferred", "转送有权机关"),
                            ("normative_replied", "收到附带审查答复"),
                            ("party_joined", "参加复议"),
                            ("party_left", "退出复议"),
                            ("classified", "调整分类"),
                            ("assigned", "指定承办人"),
                            ("concluded", "办结"),
                            ("served", "送达"),
                            ("opinion_issued", "制发意见书"),
                            ("opinion_answered", "意见书反馈"),
                            ("sued", "复议后起诉"),
                            ("remade", "重新作出行政行为"),
                            ("performed", "履行"),
                            ("archived", "归档"),
                            ("voided", "作废"),
                        ],
                        max_length=32,
                        verbose_name="事项",
                    ),
                ),
                ("occurred_on", models.DateField(verbose_name="发生日期")),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "确切日期"), ("unknown", "日期不详")],
                        default="day",
                        max_length=8,
                        verbose_name="日期精度",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
                        verbose_name="当事人",
                    ),
                ),
                (
                    "act",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.act",
                        verbose_name="行政行为",
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=100,
                        validators=[cases.validators.plain_line],
                        verbose_name="文书编号",
                    ),
                ),
                (
                    "corrects",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="cases.event",
                        verbose_name="更正",
                    ),
                ),
                (
                    "retracts",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retractions",
                        to="cases.event",
                        verbose_name="撤回",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        default="",
                        validators=[cases.validators.plain_text],
                        verbose_name="更正或者撤回的理由",
                    ),
                ),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refused", "不予受理"),
                            ("redirected", "告知或转送"),
                            ("abandoned", "视为放弃"),
                            ("withdrawn", "撤回"),
                            ("settled", "案前化解"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="未立案方式",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="事由",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("altered", "变更"),
                            ("revoked", "撤销"),
                            ("partly_revoked", "部分撤销"),
                            ("declared_unlawful", "确认违法"),
                            ("declared_void", "确认无效"),
                            ("ordered_to_perform", "责令履行"),
                            ("upheld", "维持"),
                            ("claim_rejected", "驳回请求"),
                            ("dismissed", "驳回申请"),
                            ("terminated", "终止"),
                            ("mediated", "调解"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="结案方式",
                    ),
                ),
                (
                    "withdrawal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("voluntary", "申请人自愿撤回"),
                            ("settled", "达成和解后撤回"),
                            ("respondent_changed", "被申请人改变行政行为后撤回"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="撤回原因",
                    ),
                ),
                (
                    "procedure",
                    models.CharField(
                        blank=True,
                        choices=[("ordinary", "普通程序"), ("summary", "简易程序")],
                        default="",
                        max_length=32,
                        verbose_name="审理程序",
                    ),
                ),
                ("days", models.PositiveIntegerField(default=0, verbose_name="延长天数")),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="送达日期")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="届满日")),
                ("hearing_on", models.DateField(blank=True, null=True, verbose_name="听证日期")),
                ("posted_on", models.DateField(blank=True, null=True, verbose_name="邮戳日期")),
                (
                    "edition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("2017", "2017年修正"),
                            ("2023", "2023年修订"),
                            ("2026", "2023年修订（2026年实施条例）"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="适用的法律文本",
                    ),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.agency",
                        verbose_name="被申请人",
                    ),
                ),
                (
                    "respondent_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("township", "乡镇政府"),
                            ("county_department", "县级政府的部门"),
                            ("county", "县级政府"),
                            ("city_department", "市（地）级政府的部门"),
                            ("city", "市（地）级政府"),
                            ("province_department", "省级政府的部门"),
                            ("province", "省级政府"),
                            ("state_department", "国务院部门"),
                            ("other", "其他"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="被申请人类型",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="申请复议事项",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="行政管理领域",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="主办",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="协办",
                    ),
                ),
                (
                    "details",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        verbose_name="其他",
                    ),
                ),
                ("hash", models.CharField(max_length=64, verbose_name="校验值")),
            ],
            options={
                "verbose_name": "事项",
                "verbose_name_plural": "事项",
                "ordering": ["case", "seq"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "seq"),
                        name="event_seq_unique",
                        violation_error_message="事项序号重复，请刷新后重试",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", False)),
                        fields=("corrects",),
                        name="event_corrected_once",
                        violation_error_message="该事项已被更正，请更正最新的一条",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retracts__isnull", False)),
                        fields=("retracts",),
                        name="event_retracted_once",
                        violation_error_message="该事项已被撤回",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "received",
                                    "supplement_requested",
                                    "supplement_extended",
                                    "supplemented",
                                    "not_filed",
                                    "filed",
                                    "procedure_switched",
                                    "copy_sent",
                                    "copy_delivered",
                                    "answered",
                                    "opinion_heard",
                                    "hearing_notified",
                                    "hearing_held",
                                    "committee_consulted",
                                    "execution_stayed",
                                    "extended",
                                    "suspended",
                                    "resumed",
                                    "clock_stopped",
                                    "clock_restarted",
                                    "normative_review_requested",
                                    "normative_notified",
                                    "normative_transferred",
                                    "normative_replied",
                                    "party_joined",
                                    "party_left",
                                    "classified",
                                    "assigned",
                                    "concluded",
                                    "served",
                                    "opinion_issued",
                                    "opinion_answered",
                                    "sued",
                                    "remade",
                                    "performed",
                                    "archived",
                                    "voided",
                                ],
                            )
                        ),
                        name="event_kind_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("precision__in", ["day", "unknown"])),
                        name="event_precision_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disposition__in", ["refused", "redirected", "abandoned", "withdrawn", "settled", ""])
                        ),
                        name="event_disposition_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "altered",
                                    "revoked",
                                    "partly_revoked",
                                    "declared_unlawful",
                                    "declared_void",
                                    "ordered_to_perform",
                                    "upheld",
                                    "claim_rejected",
                                    "dismissed",
                                    "terminated",
                                    "mediated",
                                    "",
                                ],
                            )
                        ),
                        name="event_outcome_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawal__in", ["voluntary", "settled", "respondent_changed", ""])),
                        name="event_withdrawal_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("procedure__in", ["ordinary", "summary", ""])),
                        name="event_procedure_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition__in", ["2017", "2023", "2026", ""])),
                        name="event_edition_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "respondent_type__in",
                                [
                                    "township",
                                    "county_department",
                                    "county",
                                    "city_department",
                                    "city",
                                    "province_department",
                                    "province",
                                    "state_department",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="event_respondent_type_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("call__gte", 1), ("seq__gte", 1)),
                        name="event_counted_from_one",
                        violation_error_message="序号从1开始",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects__isnull", True), ("retracts__isnull", True)),
                            django.db.models.lookups.GreaterThanOrEqual(
                                django.db.models.functions.text.Length(django.db.models.functions.text.Trim("reason")),
                                1,
                            ),
                            _connector="OR",
                        ),
                        name="event_reason_given",
                        violation_error_message="更正或者撤回须说明理由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("corrects__isnull", True), ("retracts__isnull", True), _connector="OR"),
                        name="event_corrects_or_retracts",
                        violation_error_message="不能同时更正和撤回",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corrects__isnull", True),
                                models.Q(("corrects", models.F("id")), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                ("retracts__isnull", True),
                                models.Q(("retracts", models.F("id")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="event_not_about_itself",
                        violation_error_message="不能更正或者撤回自身",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corrects__isnull", True), ("kind", "received"), ("retracts__isnull", True), ("seq", 1)
                            ),
                            ("seq__gt", 1),
                            _connector="OR",
                        ),
                        name="event_first_received",
                        violation_error_message="第一个事项须为收件",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retracts__isnull", True), ("days__gte", 1), ("kind", "extended")),
                            models.Q(
                                models.Q(
                                    models.Q(("kind", "extended"), _negated=True),
                                    ("retracts__isnull", False),
                                    _connector="OR",
                                ),
                                ("days", 0),
                            ),
                            _connector="OR",
                        ),
                        name="event_days_iff_extended",
                        violation_error_message="延长审理期限须填写天数，其他事项不填",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("retracts__isnull", True),
                                ("kind", "concluded"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    models.Q(("kind", "concluded"), _negated=True),
                                    ("retracts__isnull", False),
                                    _connector="OR",
                                ),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="event_outcome_iff_concluded",
                        violation_error_message="办结须填写结案方式，其他事项不填",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("retracts__isnull", True),
                                ("kind", "not_filed"),
                                models.Q(("disposition", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(
                                    models.Q(("kind", "not_filed"), _negated=True),
                                    ("retracts__isnull", False),
                                    _connector="OR",
                                ),
                                ("disposition", ""),
                            ),
                            _connector="OR",
                        ),
                        name="event_disposition_iff_not_filed",
                        violation_error_message="未立案终结须填写方式，其他事项不填",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "suspended"), _negated=True),
                            ("retracts__isnull", False),
                            models.Q(("ground", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="event_ground_if_suspended",
                        violation_error_message="中止须填写事由",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.GreaterThanOrEqual(
                                django.db.models.functions.text.Length("hash"), 64
                            )
                        ),
                        name="event_hashed",
                        violation_error_message="事项须有校验值",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("ref"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("ground"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("hash"), 64
                            ),
                        ),
                        name="event_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="cases.event",
                        verbose_name="事项",
                    ),
                ),
                (
                    "title",
                    models.CharField(max_length=200, validators=[cases.validators.plain_line], verbose_name="名称"),
                ),
                ("file", models.FileField(upload_to="attachments/%Y/%m/", verbose_name="文件")),
                (
                    "media_type",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=100,
                        validators=[cases.validators.plain_line],
                        verbose_name="格式",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                (
                    "volume",
                    models.CharField(
                        choices=[("main", "正卷"), ("internal", "副卷")],
                        default="main",
                        max_length=16,
                        verbose_name="卷别",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.attachment",
                        verbose_name="替换",
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True, verbose_name="上传时间")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="上传人",
                    ),
                ),
            ],
            options={
                "verbose_name": "材料",
                "verbose_name_plural": "材料",
                "ordering": ["case", "id"],
                "default_permissions": ("view", "add"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("volume__in", ["main", "internal"])),
                        name="attachment_volume_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="attachment_has_title",
                        violation_error_message="材料须有名称",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("title"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("media_type"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("sha256"), 64
                            ),
                        ),
                        name="attachment_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "title",
                    models.CharField(max_length=200, validators=[cases.validators.plain_line], verbose_name="标题"),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=500,
                        validators=[cases.validators.plain_line],
                        verbose_name="出处",
                    ),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="公布日期")),
                ("known_from", models.DateTimeField(verbose_name="载入时间")),
                (
                    "loaded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="载入人",
                    ),
                ),
            ],
            options={
                "verbose_name": "放假通知",
                "verbose_name_plural": "放假通知",
                "ordering": ["-year", "-id"],
                "default_permissions": ("view", "add"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1999, 9999))),
                        name="calendarnotice_year",
                        violation_error_message="年度须在1999年以后",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("title"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("source"), 500
                            ),
                        ),
                        name="calendarnotice_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="日期")),
                (
                    "kind",
                    models.CharField(
                        choices=[("rest", "休息日"), ("work", "调休上班")], max_length=8, verbose_name="种类"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=50,
                        validators=[cases.validators.plain_line],
                        verbose_name="名称",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="days",
                        to="cases.calendarnotice",
                        verbose_name="放假通知",
                    ),
                ),
                ("known_from", models.DateTimeField(verbose_name="自")),
                (
                    "known_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC), verbose_name="至"
                    ),
                ),
            ],
            options={
                "verbose_name": "工作日历",
                "verbose_name_plural": "工作日历",
                "ordering": ["day"],
                "default_permissions": ("view", "change"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["rest", "work"])),
                        name="calendarday_kind_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("known_to", datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))),
                        fields=("day",),
                        name="calendarday_one_current",
                        violation_error_message="该日期已有规定",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known_to__gt", models.F("known_from"))),
                        name="calendarday_known_in_order",
                        violation_error_message="起止时间颠倒",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length("name"), 50)
                        ),
                        name="calendarday_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作人",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="说明",
                    ),
                ),
            ],
            options={
                "verbose_name": "日历变更",
                "verbose_name_plural": "日历变更",
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="CaseVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organ",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.organ",
                        verbose_name="复议机关",
                    ),
                ),
                (
                    "edition",
                    models.CharField(
                        choices=[
                            ("2017", "2017年修正"),
                            ("2023", "2023年修订"),
                            ("2026", "2023年修订（2026年实施条例）"),
                        ],
                        max_length=32,
                        verbose_name="适用的法律文本",
                    ),
                ),
                (
                    "procedure",
                    models.CharField(
                        choices=[("ordinary", "普通程序"), ("summary", "简易程序")],
                        default="ordinary",
                        max_length=32,
                        verbose_name="审理程序",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("accepted", "已收件"),
                            ("filed", "已立案"),
                            ("concluded", "已办结"),
                            ("not_filed", "未立案终结"),
                        ],
                        max_length=32,
                        verbose_name="状态",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("screening", "审查"),
                            ("supplementing", "补正中"),
                            ("under_review", "审理中"),
                            ("suspended", "中止"),
                            ("to_be_served", "待送达"),
                            ("served", "已送达"),
                            ("closed", "已结"),
                        ],
                        max_length=32,
                        verbose_name="阶段",
                    ),
                ),
                ("accepted_on", models.DateField(verbose_name="收件日期")),
                ("filed_on", models.DateField(null=True, verbose_name="立案日期")),
                ("deemed_filed", models.BooleanField(default=False, verbose_name="视为受理")),
                ("concluded_on", models.DateField(null=True, verbose_name="办结日期")),
                ("closed_on", models.DateField(null=True, verbose_name="终了日期")),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refused", "不予受理"),
                            ("redirected", "告知或转送"),
                            ("abandoned", "视为放弃"),
                            ("withdrawn", "撤回"),
                            ("settled", "案前化解"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="未立案方式",
                    ),
                ),
                ("deemed_abandoned", models.BooleanField(default=False, verbose_name="视为放弃")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("altered", "变更"),
                            ("revoked", "撤销"),
                            ("partly_revoked", "部分撤销"),
                            ("declared_unlawful", "确认违法"),
                            ("declared_void", "确认无效"),
                            ("ordered_to_perform", "责令履行"),
                            ("upheld", "维持"),
                            ("claim_rejected", "驳回请求"),
                            ("dismissed", "驳回申请"),
                            ("terminated", "终止"),
                            ("mediated", "调解"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="结案方式",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="结案事由",
                    ),
                ),
                (
                    "withdrawal",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("voluntary", "申请人自愿撤回"),
                            ("settled", "达成和解后撤回"),
                            ("respondent_changed", "被申请人改变行政行为后撤回"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="撤回原因",
                    ),
                ),
                ("voided_on", models.DateField(null=True, verbose_name="作废日期")),
                ("served_on", models.DateField(null=True, verbose_name="送达日期")),
                ("archived_on", models.DateField(null=True, verbose_name="归档日期")),
                ("suspended_on", models.DateField(null=True, verbose_name="中止日期")),
                ("stopped_days", models.PositiveIntegerField(default=0, verbose_name="停止天数")),
                ("extended_days", models.PositiveIntegerField(default=0, verbose_name="延长天数")),
                ("decision_due_on", models.DateField(null=True, verbose_name="复议期限")),
                ("decision_original_due_on", models.DateField(null=True, verbose_name="复议期限（不含延长）")),
                ("due_on", models.DateField(null=True, verbose_name="最近期限")),
                (
                    "due_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("application", "申请期限"),
                            ("screening", "审查申请"),
                            ("supplement_notice", "通知补正"),
                            ("supplement", "补正"),
                            ("forwarding", "转送"),
                            ("agreement", "协商管辖"),
                            ("copy", "发送申请书副本"),
                            ("answer", "书面答复"),
                            ("hearing_notice", "通知听证"),
                            ("decision", "作出复议决定"),
                            ("normative_transfer", "转送规范性文件"),
                            ("normative_handling", "处理规范性文件"),
                            ("normative_notice", "通知制定机关"),
                            ("normative_reply", "制定机关书面答复"),
                            ("normative_answer", "受转送机关回复"),
                            ("suspension_limit", "中止满六十日"),
                            ("public_notice", "公告送达"),
                            ("opinion_feedback", "意见书反馈"),
                            ("remake", "重新作出行政行为"),
                            ("performance", "履行"),
                            ("court_action", "起诉期限"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="最近期限的种类",
                    ),
                ),
                ("provisional", models.BooleanField(default=False, verbose_name="期限为暂定")),
                ("findings", models.JSONField(default=list, verbose_name="提示")),
                ("has_finding", models.BooleanField(default=False, verbose_name="有提示")),
                ("sued_on", models.DateField(null=True, verbose_name="起诉日期")),
                ("opinion_issued_on", models.DateField(null=True, verbose_name="意见书制发日期")),
                ("opinion_answered_on", models.DateField(null=True, verbose_name="意见书反馈日期")),
                ("normative_review_on", models.DateField(null=True, verbose_name="附带审查申请日期")),
                (
                    "compensation",
                    models.DecimalField(decimal_places=2, max_digits=16, null=True, verbose_name="赔偿数额（元）"),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.agency",
                        verbose_name="被申请人",
                    ),
                ),
                (
                    "respondent_type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("township", "乡镇政府"),
                            ("county_department", "县级政府的部门"),
                            ("county", "县级政府"),
                            ("city_department", "市（地）级政府的部门"),
                            ("city", "市（地）级政府"),
                            ("province_department", "省级政府的部门"),
                            ("province", "省级政府"),
                            ("state_department", "国务院部门"),
                            ("other", "其他"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="被申请人类型",
                    ),
                ),
                (
                    "matter",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="申请复议事项",
                    ),
                ),
                (
                    "field",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.code",
                        verbose_name="行政管理领域",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("in_person", "当面"),
                            ("post", "邮寄"),
                            ("online", "网上"),
                            ("oral", "口头"),
                            ("forwarded", "转送"),
                        ],
                        default="",
                        max_length=32,
                        verbose_name="收件方式",
                    ),
                ),
                (
                    "applicant_type",
                    models.CharField(
                        blank=True,
                        choices=[("person", "公民"), ("firm", "法人"), ("other", "其他组织")],
                        default="",
                        max_length=32,
                        verbose_name="申请人类型",
                    ),
                ),
                ("applicants_count", models.PositiveIntegerField(default=1, verbose_name="申请人人数")),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="主办",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("known_from", models.DateTimeField(verbose_name="自")),
                (
                    "known_to",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC), verbose_name="至"
                    ),
                ),
            ],
            options={
                "verbose_name": "案件历次状态",
                "verbose_name_plural": "案件历次状态",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["organ", "accepted_on"], name="version_accepted"),
                    models.Index(fields=["organ", "filed_on"], name="version_filed"),
                    models.Index(fields=["organ", "concluded_on"], name="version_concluded"),
                    models.Index(fields=["organ", "closed_on"], name="version_closed"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("edition__in", ["2017", "2023", "2026"])),
                        name="caseversion_edition_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("procedure__in", ["ordinary", "summary"])),
                        name="caseversion_procedure_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["accepted", "filed", "concluded", "not_filed"])),
                        name="caseversion_state_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                [
                                    "screening",
                                    "supplementing",
                                    "under_review",
                                    "suspended",
                                    "to_be_served",
                                    "served",
                                    "closed",
                                ],
                            )
                        ),
                        name="caseversion_stage_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disposition__in", ["refused", "redirected", "abandoned", "withdrawn", "settled", ""])
                        ),
                        name="caseversion_disposition_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "outcome__in",
                                [
                                    "altered",
                                    "revoked",
                                    "partly_revoked",
                                    "declared_unlawful",
                                    "declared_void",
                                    "ordered_to_perform",
                                    "upheld",
                                    "claim_rejected",
                                    "dismissed",
                                    "terminated",
                                    "mediated",
                                    "",
                                ],
                            )
                        ),
                        name="caseversion_outcome_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("withdrawal__in", ["voluntary", "settled", "respondent_changed", ""])),
                        name="caseversion_withdrawal_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "due_kind__in",
                                [
                                    "application",
                                    "screening",
                                    "supplement_notice",
                                    "supplement",
                                    "forwarding",
                                    "agreement",
                                    "copy",
                                    "answer",
                                    "hearing_notice",
                                    "decision",
                                    "normative_transfer",
                                    "normative_handling",
                                    "normative_notice",
                                    "normative_reply",
                                    "normative_answer",
                                    "suspension_limit",
                                    "public_notice",
                                    "opinion_feedback",
                                    "remake",
                                    "performance",
                                    "court_action",
                                    "",
                                ],
                            )
                        ),
                        name="caseversion_due_kind_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "respondent_type__in",
                                [
                                    "township",
                                    "county_department",
                                    "county",
                                    "city_department",
                                    "city",
                                    "province_department",
                                    "province",
                                    "state_department",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="caseversion_respondent_type_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["in_person", "post", "online", "oral", "forwarded", ""])),
                        name="caseversion_channel_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("applicant_type__in", ["person", "firm", "other", ""])),
                        name="caseversion_applicant_type_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on", models.F("concluded_on")),
                                ("concluded_on__isnull", False),
                                ("state", "concluded"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "concluded"), _negated=True),
                                ("concluded_on__isnull", True),
                                ("outcome", ""),
                            ),
                            _connector="OR",
                        ),
                        name="caseversion_concluded_iff_dated",
                        violation_error_message="已办结的案件须有办结日期和结案方式，未办结的不得有",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_on__isnull", False),
                                ("state", "not_filed"),
                                models.Q(("disposition", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "not_filed"), _negated=True), ("disposition", "")),
                            _connector="OR",
                        ),
                        name="caseversion_not_filed_iff_disposed",
                        violation_error_message="未立案终结的案件须有终了日期和未立案方式，其他案件不得有",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("state__in", ["concluded", "not_filed"])),
                            models.Q(
                                models.Q(("state__in", ["concluded", "not_filed"]), _negated=True),
                                ("closed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="caseversion_closed_iff_ended",
                        violation_error_message="终了日期与案件状态不符",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("filed_on__isnull", True), ("filed_on__gte", models.F("accepted_on")), _connector="OR"
                            ),
                            models.Q(
                                ("closed_on__isnull", True),
                                ("closed_on__gte", models.F("accepted_on")),
                                _connector="OR",
                            ),
                        ),
                        name="caseversion_dates_in_order",
                        violation_error_message="立案、办结日期不能早于收件日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("deemed_filed", False), ("filed_on__isnull", False), _connector="OR"),
                        name="caseversion_deemed_has_date",
                        violation_error_message="视为受理须有立案日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "suspended"), _negated=True),
                            ("suspended_on__isnull", False),
                            _connector="OR",
                        ),
                        name="caseversion_suspended_has_date",
                        violation_error_message="中止的案件须有中止日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_kind", ""), ("due_on__isnull", True)),
                            models.Q(("due_on__isnull", False), models.Q(("due_kind", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="caseversion_due_has_kind",
                        violation_error_message="最近期限须有种类",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("voided_on__isnull", True)),
                            (
                                "due_kind__in",
                                ["", "court_action", "remake", "performance", "opinion_feedback", "public_notice"],
                            ),
                            _connector="OR",
                        ),
                        name="caseversion_nothing_due_when_closed",
                        violation_error_message="案件已终了，不得再有未完成的办案期限",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("applicants_count__gte", 1)),
                        name="caseversion_applicants_counted",
                        violation_error_message="申请人至少一人",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("ground"), 200
                            )
                        ),
                        name="caseversion_ground_length",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                    models.UniqueConstraint(fields=("case", "known_from"), name="caseversion_known_from_unique"),
                    models.UniqueConstraint(
                        condition=models.Q(("known_to", datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))),
                        fields=("case",),
                        name="caseversion_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("known_to__gt", models.F("known_from"))),
                        name="caseversion_known_in_order",
                        violation_error_message="起止时间颠倒",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("application", "申请期限"),
                            ("screening", "审查申请"),
                            ("supplement_notice", "通知补正"),
                            ("supplement", "补正"),
                            ("forwarding", "转送"),
                            ("agreement", "协商管辖"),
                            ("copy", "发送申请书副本"),
                            ("answer", "书面答复"),
                            ("hearing_notice", "通知听证"),
                            ("decision", "作出复议决定"),
                            ("normative_transfer", "转送规范性文件"),
                            ("normative_handling", "处理规范性文件"),
                            ("normative_notice", "通知制定机关"),
                            ("normative_reply", "制定机关书面答复"),
                            ("normative_answer", "受转送机关回复"),
                            ("suspension_limit", "中止满六十日"),
                            ("public_notice", "公告送达"),
                            ("opinion_feedback", "意见书反馈"),
                            ("remake", "重新作出行政行为"),
                            ("performance", "履行"),
                            ("court_action", "起诉期限"),
                        ],
                        max_length=32,
                        verbose_name="期限",
                    ),
                ),
                (
                    "ref",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=100,
                        validators=[cases.validators.plain_line],
                        verbose_name="文书编号",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
                        verbose_name="当事人",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="起算日")),
                ("length", models.PositiveIntegerField(null=True, verbose_name="长度")),
                (
                    "unit",
                    models.CharField(
                        choices=[("workdays", "个工作日"), ("days", "日"), ("years", "年")],
                        max_length=32,
                        verbose_name="单位",
                    ),
                ),
                ("due_on", models.DateField(null=True, verbose_name="届满日")),
                (
                    "article",
                    models.CharField(max_length=200, validators=[cases.validators.plain_line], verbose_name="依据"),
                ),
                (
                    "edition",
                    models.CharField(
                        choices=[
                            ("2017", "2017年修正"),
                            ("2023", "2023年修订"),
                            ("2026", "2023年修订（2026年实施条例）"),
                        ],
                        max_length=32,
                        verbose_name="适用的法律文本",
                    ),
                ),
                ("provisional", models.BooleanField(default=False, verbose_name="暂定")),
                (
                    "unverified",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=500,
                        validators=[cases.validators.plain_line],
                        verbose_name="待核实",
                    ),
                ),
                ("met_on", models.DateField(null=True, verbose_name="完成日期")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("running", "进行中"),
                            ("stopped", "停止计算"),
                            ("met", "按期完成"),
                            ("met_late", "逾期完成"),
                            ("overdue", "已超期"),
                            ("lapsed", "已终了"),
                        ],
                        max_length=32,
                        verbose_name="状态",
                    ),
                ),
                (
                    "bound",
                    models.CharField(
                        choices=[
                            ("authority", "复议机关"),
                            ("applicant", "申请人"),
                            ("respondent", "被申请人"),
                            ("other", "其他机关"),
                        ],
                        max_length=32,
                        verbose_name="义务人",
                    ),
                ),
            ],
            options={
                "verbose_name": "期限",
                "verbose_name_plural": "期限",
                "ordering": ["case", "starts_on", "id"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["case", "due_on"], name="deadline_by_case"),
                    models.Index(
                        condition=models.Q(("status__in", ["running", "stopped", "overdue"])),
                        fields=["due_on", "id"],
                        name="deadline_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "application",
                                    "screening",
                                    "supplement_notice",
                                    "supplement",
                                    "forwarding",
                                    "agreement",
                                    "copy",
                                    "answer",
                                    "hearing_notice",
                                    "decision",
                                    "normative_transfer",
                                    "normative_handling",
                                    "normative_notice",
                                    "normative_reply",
                                    "normative_answer",
                                    "suspension_limit",
                                    "public_notice",
                                    "opinion_feedback",
                                    "remake",
                                    "performance",
                                    "court_action",
                                ],
                            )
                        ),
                        name="deadline_kind_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["workdays", "days", "years"])),
                        name="deadline_unit_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition__in", ["2017", "2023", "2026"])),
                        name="deadline_edition_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["running", "stopped", "met", "met_late", "overdue", "lapsed"])
                        ),
                        name="deadline_status_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bound__in", ["authority", "applicant", "respondent", "other"])),
                        name="deadline_bound_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "hearing_notice"),
                            ("due_on__isnull", True),
                            ("due_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="deadline_due_after_start",
                        violation_error_message="届满日不能早于起算日",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("met_on__isnull", False), ("status__in", ["met", "met_late"])),
                            models.Q(
                                models.Q(("status__in", ["met", "met_late"]), _negated=True), ("met_on__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="deadline_met_iff_dated",
                        violation_error_message="已完成的期限须有完成日期，未完成的不得有",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "overdue"), _negated=True), ("due_on__isnull", False), _connector="OR"
                        ),
                        name="deadline_overdue_has_due",
                        violation_error_message="已超期的期限须有届满日",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("ref"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("article"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("unverified"), 500
                            ),
                        ),
                        name="deadline_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=100,
                        validators=[cases.validators.plain_line],
                        verbose_name="标题",
                    ),
                ),
                ("content", cases.models.fields.EncryptedField(blank=True, default="", verbose_name="内容")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="建立时间")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="保存时间")),
            ],
            options={
                "verbose_name": "草稿",
                "verbose_name_plural": "草稿",
                "ordering": ["-updated_at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="FeedEntry",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="feed_entry",
                        serialize=False,
                        to="cases.event",
                        verbose_name="事项",
                    ),
                ),
                ("number", models.PositiveBigIntegerField(null=True, unique=True, verbose_name="序号")),
            ],
            options={
                "verbose_name": "变更流",
                "verbose_name_plural": "变更流",
                "default_permissions": (),
                "indexes": [
                    models.Index(condition=models.Q(("number__isnull", True)), fields=["event"], name="feed_pending")
                ],
            },
        ),
        migrations.CreateModel(
            name="IdempotencyKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
                ("key", models.CharField(max_length=200, validators=[cases.validators.plain_line], verbose_name="键")),
                ("request_hash", models.CharField(max_length=64, verbose_name="请求校验值")),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="状态码")),
                ("answer", models.JSONField(null=True, verbose_name="回答")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "幂等键",
                "verbose_name_plural": "幂等键",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="idempotencykey_unique"),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("key"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("request_hash"), 64
                            ),
                        ),
                        name="idempotencykey_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("joined", "并案"), ("related", "关联"), ("reopened", "重新申请")],
                        max_length=16,
                        verbose_name="关系",
                    ),
                ),
                (
                    "from_case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_out",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "to_case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links_in",
                        to="cases.case",
                        verbose_name="对应案件",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="说明",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登记时间")),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="登记人",
                    ),
                ),
            ],
            options={
                "verbose_name": "案件关联",
                "verbose_name_plural": "案件关联",
                "default_permissions": ("view", "add"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["joined", "related", "reopened"])),
                        name="link_kind_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_case", models.F("to_case")), _negated=True),
                        name="link_two_cases",
                        violation_error_message="案件不能与自身关联",
                    ),
                    models.UniqueConstraint(
                        fields=("kind", "from_case", "to_case"),
                        name="link_unique",
                        violation_error_message="该关联已登记",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Litigation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organ",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.organ",
                        verbose_name="机关",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="litigation",
                        to="cases.case",
                        verbose_name="复议案件",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=100,
                        validators=[cases.validators.plain_line],
                        verbose_name="法院案号",
                    ),
                ),
                (
                    "court",
                    models.CharField(max_length=100, validators=[cases.validators.plain_line], verbose_name="法院"),
                ),
                (
                    "instance",
                    models.CharField(
                        choices=[("first", "一审"), ("second", "二审"), ("retrial", "再审")],
                        default="first",
                        max_length=16,
                        verbose_name="审级",
                    ),
                ),
                (
                    "plaintiff",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="原告",
                    ),
                ),
                (
                    "defendant",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="被告",
                    ),
                ),
                ("after_reconsideration", models.BooleanField(default=False, verbose_name="经过复议")),
                ("head_appeared", models.BooleanField(blank=True, null=True, verbose_name="负责人出庭")),
                ("received_on", models.DateField(verbose_name="收到应诉通知日期")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="开庭日期")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="裁判日期")),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="裁判结果",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=500,
                        validators=[cases.validators.plain_line],
                        verbose_name="备注",
                    ),
                ),
            ],
            options={
                "verbose_name": "行政应诉",
                "verbose_name_plural": "行政应诉",
                "ordering": ["-received_on", "-id"],
                "default_permissions": ("view", "add", "change"),
                "indexes": [models.Index(fields=["organ", "received_on", "id"], name="litigation_by_received")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("instance__in", ["first", "second", "retrial"])),
                        name="litigation_instance_known",
                        violation_error_message="须为列表中的一项",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("received_on")), _connector="OR"
                        ),
                        name="litigation_in_order",
                        violation_error_message="裁判日期早于收到日期",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("organ", "number"),
                        name="litigation_number_unique",
                        violation_error_message="该法院案号已登记",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("number"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("court"), 100
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("plaintiff"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("defendant"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("result"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("note"), 500
                            ),
                        ),
                        name="litigation_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RevealLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="用户",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.party",
                        verbose_name="当事人",
                    ),
                ),
                (
                    "field",
                    models.CharField(max_length=32, validators=[cases.validators.plain_line], verbose_name="项目"),
                ),
                (
                    "reason",
                    models.CharField(max_length=200, validators=[cases.validators.plain_line], verbose_name="理由"),
                ),
                ("address", models.GenericIPAddressField(blank=True, null=True, verbose_name="网络地址")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="时间")),
            ],
            options={
                "verbose_name": "个人信息查看记录",
                "verbose_name_plural": "个人信息查看记录",
                "ordering": ["-id"],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("field"), 32
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("reason"), 200
                            ),
                        ),
                        name="reveallog_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeLog",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                        verbose_name="案件",
                    ),
                ),
                (
                    "table",
                    models.CharField(max_length=50, validators=[cases.validators.plain_line], verbose_name="对象"),
                ),
                (
                    "object_id",
                    models.CharField(max_length=50, validators=[cases.validators.plain_line], verbose_name="编号"),
                ),
                (
                    "field",
                    models.CharField(max_length=50, validators=[cases.validators.plain_line], verbose_name="项目"),
                ),
                ("old", models.TextField(blank=True, default="", verbose_name="原值")),
                ("new", models.TextField(blank=True, default="", verbose_name="新值")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=200,
                        validators=[cases.validators.plain_line],
                        verbose_name="理由",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="操作人",
                    ),
                ),
            ],
            options={
                "verbose_name": "变更记录",
                "verbose_name_plural": "变更记录",
                "ordering": ["-id"],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["table", "object_id"], name="changelog_by_object")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("table"), 50
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("object_id"), 50
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("field"), 50
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("reason"), 200
                            ),
                        ),
                        name="changelog_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organ",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.organ",
                        verbose_name="复议机关",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                (
                    "series",
                    models.CharField(
                        default="case", max_length=32, validators=[cases.validators.plain_line], verbose_name="系列"
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0, verbose_name="已用至")),
            ],
            options={
                "verbose_name": "编号",
                "verbose_name_plural": "编号",
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organ", "year", "series"),
                        name="number_series_unique",
                        violation_error_message="该年度的编号系列已存在",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1999, 9999))),
                        name="number_series_year",
                        violation_error_message="年度须在1999年以后",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_reports",
                        to="cases.organ",
                        verbose_name="机关",
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=50, validators=[cases.validators.plain_line], verbose_name="报告"),
                ),
                (
                    "title",
                    models.CharField(max_length=200, validators=[cases.validators.plain_line], verbose_name="标题"),
                ),
                ("start", models.DateField(verbose_name="起")),
                ("end", models.DateField(verbose_name="止")),
                ("known_at", models.DateTimeField(verbose_name="数据截至")),
                ("definitions", models.JSONField(default=dict, verbose_name="口径")),
                ("figures", models.JSONField(default=dict, verbose_name="数据")),
                ("cases", models.JSONField(default=list, verbose_name="案件清单")),
                (
                    "sentence",
                    models.TextField(
                        blank=True, default="", validators=[cases.validators.plain_text], verbose_name="表述"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="校验值")),
                ("published_at", models.DateTimeField(verbose_name="发布时间")),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="发布人",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=500,
                        validators=[cases.validators.plain_line],
                        verbose_name="说明",
                    ),
                ),
            ],
            options={
                "verbose_name": "已发布报告",
                "verbose_name_plural": "已发布报告",
                "ordering": ["-published_at", "-id"],
                "permissions": [("run_report", "查看统计报表"), ("publish_report", "发布统计报表")],
                "default_permissions": ("view",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="publishedreport_period",
                        violation_error_message="结束日期不能早于开始日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("name"), 50
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("title"), 200
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("sha256"), 64
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("note"), 500
                            ),
                        ),
                        name="publishedreport_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="published_figures",
                        to="cases.organ",
                        verbose_name="机关",
                    ),
                ),
                ("start", models.DateField(verbose_name="起")),
                ("end", models.DateField(verbose_name="止")),
                (
                    "indicator",
                    models.CharField(max_length=50, validators=[cases.validators.plain_line], verbose_name="指标"),
                ),
                (
                    "value",
                    models.CharField(max_length=50, validators=[cases.validators.plain_line], verbose_name="公布数值"),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True, default="", validators=[cases.validators.plain_text], verbose_name="原文"
                    ),
                ),
                (
                    "source",
                    models.CharField(max_length=500, validators=[cases.validators.plain_line], verbose_name="出处"),
                ),
            ],
            options={
                "verbose_name": "公布数据",
                "verbose_name_plural": "公布数据",
                "ordering": ["organ", "start", "indicator"],
                "default_permissions": ("view", "add", "change"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organ", "start", "end", "indicator", "source"),
                        name="publishedfigure_unique",
                        violation_error_message="该数据已登记",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="publishedfigure_period",
                        violation_error_message="结束日期不能早于开始日期",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("indicator"), 50
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("value"), 50
                            ),
                            django.db.models.lookups.LessThanOrEqual(
                                django.db.models.functions.text.Length("source"), 500
                            ),
                        ),
                        name="publishedfigure_text_lengths",
                        violation_error_message="文字过长，请缩短后重新填写",
                    ),
                ],
            },
        ),
    ]
